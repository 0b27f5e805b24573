/* What the marks mean and which layers are shown. It lists what is drawn, nothing else. */
(function () {
  "use strict";
  const NARROW_PX = 640;
  const MENU = "M4 6h16v2H4zM4 11h16v2H4zM4 16h16v2H4z";
  const swatch = (paint) => {
    const canvas = Furat.element("canvas", "furat-swatch");
    const density = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = 26 * density;
    canvas.height = 16 * density;
    canvas.setAttribute("aria-hidden", "true");
    const ctx = canvas.getContext("2d");
    ctx.scale(density, density);
    paint(ctx);
    return canvas;
  };
  const entry = (paint, text) => {
    const line = Furat.element("li", "furat-legend-entry");
    line.append(swatch(paint), Furat.element("span", "", text));
    return line;
  };

  Furat.Legend = class {
    constructor(options) {
      this.options = options;
    }
    addTo(map) {
      this.map = map;
      this.hub = map.furat;
      this.hub.layers.legend = this;
      this.panel = Furat.element("section", "furat-legend");
      this.toggle = Furat.element("button", "furat-legend-toggle");
      this.toggle.type = "button";
      this.toggle.appendChild(Furat.icon(MENU));
      this.title = Furat.element("span", "");
      this.toggle.appendChild(this.title);
      this.toggle.addEventListener("click", () => this.open(!this.opened));
      this.body = Furat.element("div", "furat-legend-body");
      this.panel.append(this.toggle, this.body);
      this.sections = {};
      for (const name of ["events", "fronts", "areas", "basemap"]) {
        const section = Furat.element("div", "furat-legend-section");
        const label = Furat.element("label", "furat-legend-layer");
        const box = Furat.element("input", "");
        box.type = "checkbox";
        box.name = `furat-layer-${name}`;
        box.addEventListener("change", () => this.hub.set({ shown: { [name]: box.checked } }));
        const text = Furat.element("span", "");
        label.append(box, text);
        const list = Furat.element("ul", "");
        section.append(label, list);
        this.body.appendChild(section);
        this.sections[name] = { box, text, list };
      }
      L.DomEvent.disableClickPropagation(this.panel);
      L.DomEvent.disableScrollPropagation(this.panel);
      this.panel.addEventListener("mousemove", (e) => e.stopPropagation());
      map.getContainer().appendChild(this.panel);
      this.open(map.getContainer().clientWidth > NARROW_PX);
      this.hub.listen("furat:state", () => this.later());
      this.hub.listen("furat:drawn", () => this.later());
      return this;
    }
    open(opened) {
      this.opened = opened;
      this.body.hidden = !opened;
      this.panel.classList.toggle("furat-legend-open", opened);
      this.toggle.setAttribute("aria-expanded", String(opened));
    }
    later() {
      if (this.waiting) return;
      this.waiting = setTimeout(() => {
        this.waiting = null;
        this.show();
      }, 60);
    }
    show() {
      const { hub } = this;
      const { events, areas, fronts } = hub.drawn;
      const key = JSON.stringify([hub.state.language, hub.state.shown, areas?.actors?.map((a) => a.colour), areas?.contested,
        fronts?.confirmed, fronts?.inferred, fronts?.contested, events?.groups?.map((g) => g.id), events?.rings, events?.regions, events?.gathered]);
      if (key === this.key) return;
      this.key = key;
      this.panel.dir = hub.state.dir;
      this.panel.setAttribute("aria-label", hub.text("legend"));
      this.title.textContent = hub.text("legend");
      for (const [name, { box, text }] of Object.entries(this.sections)) {
        box.checked = hub.state.shown[name] !== false;
        text.textContent = hub.text(`layer_${name}`);
      }
      this.sections.events.list.replaceChildren(...(events ? this.eventEntries(events) : []));
      this.sections.areas.list.replaceChildren(...(areas ? this.areaEntries(areas) : []));
      this.sections.fronts.list.replaceChildren(...(fronts ? this.frontEntries(fronts) : []));
    }
    eventEntries(drawn) {
      const { hub } = this;
      const entries = drawn.groups.map((group) => entry((ctx) => {
        Furat.drawShape(ctx, group.shape, 13, 8, 5.4);
        ctx.fillStyle = group.colour;
        ctx.fill();
      }, hub.label(group.label)));
      if (drawn.groups.length) {
        entries.push(entry((ctx) => {
          ctx.fillStyle = "#7a7a72";
          for (const [x, r] of [[5, 2.4], [12, 4], [21, 5.4]]) {
            ctx.beginPath();
            ctx.arc(x, 8, r, 0, 7);
            ctx.fill();
          }
        }, hub.text("size_fatalities")));
      }
      if (drawn.gathered) {
        entries.push(entry((ctx) => {
          ctx.beginPath();
          ctx.arc(13, 8, 5.6, 0, 7);
          ctx.strokeStyle = "#5b5f66";
          ctx.lineWidth = 2.6;
          ctx.stroke();
        }, hub.text("several_events")));
      }
      if (drawn.rings) {
        entries.push(entry((ctx) => {
          ctx.beginPath();
          ctx.arc(13, 8, 7, 0, 7);
          ctx.strokeStyle = "#5b5f66";
          ctx.lineWidth = 1;
          ctx.stroke();
          ctx.beginPath();
          ctx.arc(13, 8, 2.5, 0, 7);
          ctx.fillStyle = "#5b5f66";
          ctx.fill();
        }, hub.text("exactness")));
      }
      if (drawn.regions) {
        entries.push(entry((ctx) => {
          ctx.beginPath();
          ctx.roundRect(2, 1, 22, 14, 7);
          ctx.fillStyle = Furat.hatch(ctx, "diagonal", "#5b5f66", 0.6, 1);
          ctx.fill();
          ctx.setLineDash([2, 2]);
          ctx.strokeStyle = "#5b5f66";
          ctx.stroke();
        }, hub.text("region_event")));
      }
      return entries;
    }
    areaEntries(drawn) {
      const { hub } = this;
      const entries = drawn.actors.map((actor) => entry((ctx) => {
        ctx.fillStyle = Furat.rgba(actor.colour, 0.32);
        ctx.fillRect(2, 1, 22, 14);
        ctx.fillStyle = Furat.hatch(ctx, actor.hatch, actor.colour, 0.5, 1);
        ctx.fillRect(2, 1, 22, 14);
        ctx.strokeStyle = actor.colour;
        ctx.strokeRect(2.5, 1.5, 21, 13);
      }, hub.label(actor.label)));
      if (drawn.contested) {
        const [a, b] = [drawn.actors[0]?.colour || "#444444", drawn.actors[1]?.colour || "#888888"];
        entries.push(entry((ctx) => {
          for (const [hatch, colour] of [["diagonal", a], ["back-diagonal", b]]) {
            ctx.fillStyle = Furat.hatch(ctx, hatch, colour, 0.7, 1.8);
            ctx.fillRect(2, 1, 22, 14);
          }
        }, hub.text("contested")));
      }
      return entries;
    }
    frontEntries(drawn) {
      const { hub } = this;
      const line = (dash, width) => (ctx) => {
        ctx.strokeStyle = this.options.front;
        ctx.lineWidth = width || 3;
        ctx.setLineDash(dash);
        ctx.beginPath();
        ctx.moveTo(1, 8);
        ctx.lineTo(25, 8);
        ctx.stroke();
      };
      const entries = [];
      if (drawn.confirmed) entries.push(entry(line([]), hub.text("front_confirmed")));
      if (drawn.inferred) entries.push(entry(line([5, 3.5]), hub.text("front_inferred")));
      if (drawn.contested) entries.push(entry(line([1.6, 2.6], 6), hub.text("front_contested")));
      return entries;
    }
  };
})();
