/* Who holds which ground on the window's last day: the actor's colour and hatch, stronger where it is surer. */
(function () {
  "use strict";
  Furat.unknownActor = { label: { en: "Unknown", ar: "غير معروف" }, colour: "#777777", hatch: "dots" };
  Furat.ControlAreas = Furat.CanvasLayer.extend({
    options: { pane: "furat-areas", level: 350, padding: 0.2 },
    layerName: "areas",
    start() {
      this.areas = [];
      this.hub.listen("furat:picture", (picture) => {
        this.areas = picture.features
          .filter((f) => f.properties.kind === "area")
          .map((f) => ({ properties: f.properties, rings: Furat.project(f.geometry) }));
        this.later();
        this.tell();
      });
      this.hub.listen("furat:state", (state) => {
        if (state.shown.areas !== this.wasShown) this.later();
        this.wasShown = state.shown.areas;
        this.tell();
      });
    },
    actor(id) {
      return this.options.actors[id] || { ...Furat.unknownActor, label: { en: id, ar: id } };
    },
    actorsOf(area) {
      const { actor, rivals } = area.properties;
      return [actor].concat(rivals || []);
    },
    disputed(area) {
      return area.properties.status !== "control" && (area.properties.rivals || []).length > 0;
    },
    tell() {
      const shown = this.hub.state.shown.areas;
      const held = new Map();
      let contested = false;
      for (const area of shown ? this.areas : []) {
        const ids = this.actorsOf(area);
        contested = contested || this.disputed(area);
        ids.forEach((id) => held.set(id, this.actor(id)));
      }
      this.hub.report("areas", { count: shown ? this.areas.length : 0, actors: [...held.values()], contested });
    },
    paint(ctx) {
      ctx.lineJoin = "round";
      for (const area of this.areas) {
        const ids = this.actorsOf(area);
        ctx.beginPath();
        if (!this.trace(ctx, area.rings, true)) continue;
        const sure = Math.max(0, Math.min(1, area.properties.confidence ?? 0.5));
        if (!this.disputed(area)) {
          const { colour, hatch } = this.actor(ids[0]);
          ctx.fillStyle = Furat.rgba(colour, 0.08 + 0.24 * sure);
          ctx.fill("evenodd");
          ctx.fillStyle = Furat.hatch(ctx, hatch, colour, 0.1 + 0.2 * sure, 1);
          ctx.fill("evenodd");
        } else {
          ids.slice(0, 2).forEach((id, i) => {
            ctx.fillStyle = Furat.hatch(ctx, i ? "back-diagonal" : "diagonal", this.actor(id).colour, 0.55, 1.8);
            ctx.fill("evenodd");
          });
        }
        ctx.strokeStyle = Furat.rgba(this.actor(ids[0]).colour, 0.35);
        ctx.lineWidth = 0.8;
        ctx.stroke();
      }
    },
    pick(latlng) {
      const x = Furat.mercatorX(latlng.lng);
      const y = Furat.mercatorY(latlng.lat);
      const area = this.areas.find((a) => Furat.inside(a.rings, x, y));
      if (!area) return null;
      const p = area.properties;
      const ids = this.actorsOf(area);
      return {
        chosen: { kind: "area", day: Furat.isoOf(this.hub.state.last), claims: p.claims || [], actors: ids },
        lines: () => this.hub.pictureLines(p, ids.map((id) => this.hub.label(this.actor(id).label)), "area"),
      };
    },
  });
})();
