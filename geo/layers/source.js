/* Where a map's data comes from: by URL in the app, from the page itself in an exported map. */
(function () {
  "use strict";
  const fetched = async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    return response;
  };
  Furat.UrlSource = class {
    constructor(base) {
      this.base = base;
    }
    url(name, values) {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(values || {})) if (value) query.set(key, value);
      const text = query.toString();
      return `${this.base}/${name}${text ? "?" + text : ""}`;
    }
    async events(state) {
      return (await fetched(state.events_url || this.url("events.bin", { v: state.version }))).arrayBuffer();
    }
    async mask(state) {
      if (!state.mask_url) return null;
      return new Uint8Array(await (await fetched(state.mask_url)).arrayBuffer());
    }
    async pictureDays(state) {
      return (await (await fetched(this.url("pictures", { v: state.version, known: state.known }))).json()).days;
    }
    async picture(state, iso) {
      return (await fetched(this.url("picture", { day: iso, v: state.version, known: state.known }))).json();
    }
    async coverage(state) {
      return (await fetched(this.url("coverage.json", { v: state.version }))).json();
    }
    async basemap() {
      return (await fetched(this.url("basemap.json", { v: this.basemapVersion }))).json();
    }
    async details() {
      return null;
    }
  };
  Furat.EmbeddedSource = class {
    constructor(id) {
      this.id = id;
    }
    async bytes(name) {
      const held = document.getElementById(`${this.id}-${name}`);
      if (!held) return null;
      const packed = Uint8Array.from(atob(held.textContent.trim()), (c) => c.charCodeAt(0));
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Response(stream).arrayBuffer();
    }
    async json(name) {
      const bytes = await this.bytes(name);
      return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : null;
    }
    events() {
      return this.bytes("events");
    }
    async mask() {
      return null;
    }
    async pictureDays() {
      this.pictures = await this.json("pictures");
      return Object.keys(this.pictures || {}).sort();
    }
    async picture(_state, iso) {
      return this.pictures[iso];
    }
    coverage() {
      return this.json("coverage");
    }
    basemap() {
      return this.json("basemap");
    }
    details() {
      return this.json("details");
    }
  };

  /* Typed arrays over the event columns; the layout is geo/column_bytes.py's. */
  Furat.parseColumns = (buffer) => {
    const length = new DataView(buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    const arrays = { f4: Float32Array, i4: Int32Array, i2: Int16Array, u2: Uint16Array, u1: Uint8Array };
    const columns = { n: header.n, version: header.version, types: header.types };
    for (const field of header.fields) {
      const kind = arrays[field.dtype.replace(/[<|]/, "")];
      if (kind) columns[field.name] = new kind(buffer, 4 + length + field.offset, field.count);
    }
    return columns;
  };
})();
