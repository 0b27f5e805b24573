/* Streamlit calls this at every change of data; the stage itself is loaded once and stays. */
export default async function (component) {
  const { base, stage } = component.data;
  // This runs from a blob, which has no address of its own to start from.
  const module = await import(new URL(`${base}/assets/${stage}`, document.baseURI).href);
  return module.show(component);
}
