/* Mounts the folium map once and afterwards only hands it a new state; sends clicks, the window and the view back. */
const mounted = new WeakMap();
const TELL_VIEW_AFTER_MS = 400;

const loaded = new Map();
function load(element) {
  const key = element.src || element.href;
  if (!loaded.has(key)) {
    loaded.set(key, new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = () => reject(new Error(`${key} could not be loaded`));
      document.head.appendChild(element);
    }));
  }
  return loaded.get(key);
}
function style(url) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = url;
  return load(link);
}
async function scripts(urls) {
  for (const url of urls) {
    const script = document.createElement("script");
    script.src = url;
    await load(script);
  }
}

class Stage {
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.sent = new Set();
    this.ready = this.mount(data);
  }
  async mount(data) {
    const at = (path) => `${data.base}/assets/${path}`;
    const [parts] = await Promise.all([
      fetch(`${data.base}/map.json?v=${data.map_version}`).then((answer) => answer.json()),
      ...data.styles.map((path) => style(at(path))),
      scripts(data.scripts.map(at)),
    ]);
    L.Icon.Default.imagePath = at("images/");
    this.root.innerHTML = parts.html;
    const script = document.createElement("script");
    // folium declares its map as a global; within a function it is ours alone.
    script.textContent = `(function () { ${parts.script}\nwindow.__furatMap = map_furat; })();`;
    document.head.appendChild(script);
    script.remove();
    this.map = window.__furatMap;
    delete window.__furatMap;
    this.hub = this.map.furat;
    this.root.furatMap = this.map;
    this.root.dataset.mounted = String(Number(this.root.dataset.mounted || 0) + 1);
    this.watch();
    this.resize = new ResizeObserver(() => this.map.invalidateSize({ pan: false }));
    this.resize.observe(this.map.getContainer());
    if (data.view) this.map.setView([data.view.lat, data.view.lon], data.view.zoom, { animate: false });
  }
  watch() {
    const on = (name, handler) => this.root.addEventListener(name, (e) => handler(e.detail));
    on("furat:chosen", (chosen) => {
      // A click on nothing matters only while something is chosen.
      if (chosen || this.hub.state.chosen) this.component.setTriggerValue("chosen", chosen || { kind: "none" });
    });
    on("furat:window", (days) => {
      this.lastSent = JSON.stringify(days);
      this.sent.add(this.lastSent);
      this.component.setStateValue("window", days);
    });
    on("furat:view", (view) => {
      clearTimeout(this.telling);
      this.telling = setTimeout(() => this.component.setStateValue("view", view), TELL_VIEW_AFTER_MS);
    });
  }
  /* Python's state, but for a window that this stage sent itself a moment ago: a late answer must not pull it back. */
  async update(component) {
    this.component = component;
    await this.ready;
    const { data } = component;
    this.root.dir = data.dir;
    this.root.lang = data.language;
    const part = {
      version: data.version, events_url: data.events_url, mask_url: data.mask_url, known: data.known || null,
      view: data.view || null, language: data.language, dir: data.dir, chosen: data.chosen || null, texts: data.texts || {},
    };
    if (data.min) part.min = Furat.dayOf(data.min);
    if (data.max) part.max = Furat.dayOf(data.max);
    if (data.first && data.last) {
      const days = JSON.stringify([data.first, data.last]);
      if (this.sent.has(days)) {
        // The newest has come back: from now on the same window is a wish of the page's own again.
        if (days === this.lastSent) this.sent.clear();
      } else if (days !== this.given) {
        part.first = Furat.dayOf(data.first);
        part.last = Furat.dayOf(data.last);
      }
      this.given = days;
      if (this.sent.size > 50) this.sent.clear();
    }
    const view = JSON.stringify(data.view || null);
    if (this.givenView !== undefined && data.view && view !== this.givenView && data.view.token) {
      this.map.setView([data.view.lat, data.view.lon], data.view.zoom, { animate: !Furat.still() });
    }
    const opens = this.givenView === undefined && data.view;
    this.givenView = view;
    await this.hub.set(part);
    if (opens) {
      // Only now has the time bar taken its room, and the view means the middle of what is left.
      this.map.invalidateSize({ pan: false });
      this.map.setView([data.view.lat, data.view.lon], data.view.zoom, { animate: false });
    }
  }
  remove() {
    if (this.hub?.layers.time) this.hub.layers.time.pause();
    this.resize?.disconnect();
    this.map?.remove();
  }
}

export async function show(component) {
  const root = component.parentElement.querySelector(".furat-stage");
  if (!mounted.has(root)) mounted.set(root, new Stage(root, component.data));
  const stage = mounted.get(root);
  await stage.update(component);
  return () => {
    mounted.delete(root);
    stage.remove();
  };
}
