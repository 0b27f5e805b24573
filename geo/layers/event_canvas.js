/* Events from typed arrays: colour and shape by type, size by fatalities, a ring for how exact the place is.
 *
 * Events at one place fan out; where marks would cover each other they gather into a counted ring. An event known
 * only to a governorate or wider (where_prec 4 and up) is a hatched circle of its radius, never a sharp point.
 */
(function () {
  "use strict";
  const CELL_PX = 46;
  const FAN_MOST = 24;
  const SMALL_FAN = 7;
  const GATHER_BELOW_ZOOM = 12;
  const REGION_PREC = 4;
  const RING_LEAST_PX = 5;
  const PICK_CELL_PX = 32;
  const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
  const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';

  const shapes = {
    circle: (c, x, y, r) => c.arc(x, y, r, 0, 2 * Math.PI),
    square: (c, x, y, r) => c.rect(x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72),
    diamond: (c, x, y, r) => polygon(c, x, y, r * 1.2, 4, 0),
    triangle: (c, x, y, r) => polygon(c, x, y + r * 0.15, r * 1.25, 3, 0),
    "triangle-down": (c, x, y, r) => polygon(c, x, y - r * 0.15, r * 1.25, 3, Math.PI),
    hexagon: (c, x, y, r) => polygon(c, x, y, r * 1.08, 6, 0),
    cross: (c, x, y, r) => {
      const a = r * 0.42, b = r * 1.08;
      const path = [[-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]];
      path.forEach(([dx, dy], i) => (i ? c.lineTo(x + dx, y + dy) : c.moveTo(x + dx, y + dy)));
      c.closePath();
    },
  };
  const polygon = (c, x, y, r, corners, turn) => {
    for (let i = 0; i < corners; i++) {
      const angle = turn - Math.PI / 2 + (2 * Math.PI * i) / corners;
      const to = i ? "lineTo" : "moveTo";
      c[to](x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    c.closePath();
  };
  Furat.drawShape = (ctx, shape, x, y, r) => {
    ctx.beginPath();
    (shapes[shape] || shapes.circle)(ctx, x, y, r);
  };

  const lowerBound = (array, value) => {
    let low = 0;
    let high = array.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (array[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  Furat.EventCanvas = Furat.CanvasLayer.extend({
    options: { pane: "furat-events", level: 460, padding: 0.15 },
    layerName: "events",
    start() {
      this.marks = [];
      this.hub.listen("furat:data", () => this.index(this.hub.columns));
      this.hub.listen("furat:mask", () => this.later());
      this.hub.listen("furat:state", () => this.later());
      if (this.hub.columns) this.index(this.hub.columns);
    },
    /* Once a data version: unit-square coordinates, the places events share, and the longest event. */
    index(columns) {
      if (!columns) return;
      const { n, lon, lat, day_start, day_end } = columns;
      const placeOf = new Int32Array(n).fill(-1);
      const places = new Map();
      const xs = [];
      const ys = [];
      let longest = 0;
      for (let i = 0; i < n; i++) {
        longest = Math.max(longest, day_end[i] - day_start[i]);
        if (Number.isNaN(lon[i]) || Number.isNaN(lat[i])) continue;
        const key = Math.round(lon[i] * 1e5) * 4e7 + Math.round(lat[i] * 1e5);
        let place = places.get(key);
        if (place === undefined) {
          place = xs.length;
          places.set(key, place);
          xs.push(Furat.mercatorX(lon[i]));
          ys.push(Furat.mercatorY(lat[i]));
        }
        placeOf[i] = place;
      }
      const from = new Int32Array(xs.length + 1);
      for (let i = 0; i < n; i++) if (placeOf[i] >= 0) from[placeOf[i] + 1]++;
      for (let place = 0; place < xs.length; place++) from[place + 1] += from[place];
      const next = from.slice();
      const held = new Int32Array(n);
      for (let i = 0; i < n; i++) if (placeOf[i] >= 0) held[next[placeOf[i]]++] = i;
      this.events = { placeOf, from, held, x: Float64Array.from(xs), y: Float64Array.from(ys), longest };
      const names = this.options.groups.map((g) => g.id);
      this.counts = new Int32Array(xs.length * names.length);
      this.groupOf = columns.types.map((t) => Math.max(0, names.indexOf(this.options.types[t]?.group)));
      this.later();
    },
    /* Counts the events in the window and under the mask, by place and group; those of regions are listed instead. */
    tally() {
      const { columns, state, mask } = this.hub;
      const { day_start, day_end, type, where_prec, radius_km } = columns;
      const { placeOf, longest } = this.events;
      const { counts, groupOf } = this;
      const width = this.options.groups.length;
      const from = lowerBound(day_start, state.first - longest);
      const to = lowerBound(day_start, state.last + 1);
      const seen = new Uint8Array(width);
      const regions = new Map();
      let count = 0;
      counts.fill(0);
      for (let i = from; i < to; i++) {
        if (day_end[i] < state.first || (mask !== null && !((mask[i >> 3] >> (i & 7)) & 1))) continue;
        const place = placeOf[i];
        if (place < 0) continue;
        const group = groupOf[type[i]];
        count++;
        seen[group] = 1;
        if (where_prec[i] < REGION_PREC) counts[place * width + group]++;
        else {
          const key = `${place}/${Math.round(radius_km[i])}`;
          if (!regions.has(key)) regions.set(key, []);
          regions.get(key).push(i);
        }
      }
      return { count, seen, regions };
    },
    /* The shown events of places, in the order of the columns. */
    listOf(places) {
      const { columns, state } = this.hub;
      const { from, held } = this.events;
      const list = [];
      for (const place of places) {
        for (let k = from[place]; k < from[place + 1]; k++) {
          const i = held[k];
          if (columns.where_prec[i] >= REGION_PREC || !this.hub.passes(i)) continue;
          if (columns.day_start[i] <= state.last && columns.day_end[i] >= state.first) list.push(i);
        }
      }
      return list;
    },
    hidden() {
      this.marks = [];
      this.grid = new Map();
      this.hub.report("events", { count: 0, inView: 0, groups: [], rings: false, regions: false });
    },
    radius(index) {
      const deaths = Math.max(0, this.hub.columns.fatalities[index]);
      return Math.min(20, 4.2 + 1.5 * Math.sqrt(deaths));
    },
    paint(ctx, frame) {
      if (!this.events || !this.hub.columns || this.hub.state.first === null) return;
      const { count, seen, regions } = this.tally();
      this.marks = [];
      for (const list of regions.values()) this.region(ctx, frame, list);
      const { single, gathered, inView } = frame.zoom >= GATHER_BELOW_ZOOM ? this.apart(frame) : this.gather(frame);
      this.exactness(ctx, frame, single);
      for (const spot of single) this.fan(ctx, frame, spot);
      for (const spot of gathered) this.donut(ctx, spot);
      this.highlight(ctx);
      this.grid = new Map();
      this.marks.forEach((mark, order) => {
        for (let gx = Math.floor((mark.x - mark.r) / PICK_CELL_PX); gx <= (mark.x + mark.r) / PICK_CELL_PX; gx++) {
          for (let gy = Math.floor((mark.y - mark.r) / PICK_CELL_PX); gy <= (mark.y + mark.r) / PICK_CELL_PX; gy++) {
            const key = `${gx}/${gy}`;
            if (!this.grid.has(key)) this.grid.set(key, []);
            this.grid.get(key).push(order);
          }
        }
      });
      this.hub.report("events", {
        count, inView, groups: this.options.groups.filter((_, g) => seen[g]),
        rings: this.rings, regions: regions.size > 0, gathered: gathered.length > 0,
      });
    },
    spot(place, { scale, ox, oy }) {
      const width = this.options.groups.length;
      const shares = this.counts.subarray(place * width, (place + 1) * width);
      const n = shares.reduce((a, b) => a + b, 0);
      return { x: this.events.x[place] * scale - ox, y: this.events.y[place] * scale - oy, n, shares, places: [place] };
    },
    apart(frame) {
      const { x, y } = this.events;
      const { box } = frame;
      const spots = [];
      for (let place = 0; place < x.length; place++) {
        if (x[place] < box[0] || x[place] > box[2] || y[place] < box[1] || y[place] > box[3]) continue;
        const spot = this.spot(place, frame);
        if (spot.n) spots.push(spot);
      }
      return {
        single: spots.filter((s) => s.n <= FAN_MOST), gathered: spots.filter((s) => s.n > FAN_MOST),
        inView: spots.reduce((sum, s) => sum + s.n, 0),
      };
    },
    /* The events of each cell of a grid that is fixed to the world, so that panning does not reshuffle them. */
    cells({ box, scale, ox, oy, min, max }) {
      const { x, y } = this.events;
      const { counts } = this;
      const width = this.options.groups.length;
      const left = Math.floor((min.x + ox) / CELL_PX), top = Math.floor((min.y + oy) / CELL_PX);
      const across = Math.floor((max.x + ox) / CELL_PX) - left + 1;
      const down = Math.floor((max.y + oy) / CELL_PX) - top + 1;
      const total = new Int32Array(across * down);
      const shares = new Int32Array(across * down * width);
      const [sumX, sumY] = [new Float64Array(across * down), new Float64Array(across * down)];
      const last = new Int32Array(across * down).fill(-1);
      // Places of one cell form a chain, walked only where a mark asks for them.
      const before = (this.chain = this.chain?.length === x.length ? this.chain : new Int32Array(x.length));
      for (let place = 0; place < x.length; place++) {
        const px = x[place], py = y[place];
        if (px < box[0] || px > box[2] || py < box[1] || py > box[3]) continue;
        let n = 0;
        for (let g = 0; g < width; g++) n += counts[place * width + g];
        if (!n) continue;
        const cell = (Math.floor((py * scale) / CELL_PX) - top) * across + Math.floor((px * scale) / CELL_PX) - left;
        for (let g = 0; g < width; g++) shares[cell * width + g] += counts[place * width + g];
        total[cell] += n;
        sumX[cell] += px * n;
        sumY[cell] += py * n;
        before[place] = last[cell];
        last[cell] = place;
      }
      const found = [];
      for (let cell = 0; cell < total.length; cell++) {
        const n = total[cell];
        if (!n) continue;
        found.push({
          x: (sumX[cell] / n) * scale - ox, y: (sumY[cell] / n) * scale - oy, n,
          shares: shares.subarray(cell * width, (cell + 1) * width), chains: [last[cell]],
        });
      }
      return found;
    },
    placesOf(spot) {
      if (spot.places) return spot.places;
      const places = [];
      for (const end of spot.chains) for (let place = end; place >= 0; place = this.chain[place]) places.push(place);
      return places;
    },
    /* Marks that would cover each other share one counted ring. */
    gather(frame) {
      const single = [];
      const gathered = [];
      let inView = 0;
      for (const cell of this.cells(frame)) {
        inView += cell.n;
        if (cell.n <= SMALL_FAN) {
          const places = this.placesOf(cell);
          if (places.length === 1 || (cell.n <= 3 && places.length === cell.n)) {
            single.push(...places.map((place) => this.spot(place, frame)));
            continue;
          }
        }
        gathered.push(cell);
      }
      gathered.sort((a, b) => b.n - a.n);
      const kept = [];
      const take = (spot, reach, otherwise) => {
        const near = kept.find((k) => Math.abs(k.x - spot.x) < reach && Math.hypot(k.x - spot.x, k.y - spot.y) < reach);
        if (near) Object.assign(near, this.joined([near, spot]));
        else otherwise.push(spot);
      };
      for (const spot of gathered) take(spot, CELL_PX * 0.8, kept);
      const alone = [];
      for (const spot of single) take(spot, CELL_PX * 0.5, alone);
      return { single: alone, gathered: kept, inView };
    },
    joined([a, b]) {
      const n = a.n + b.n;
      return {
        x: (a.x * a.n + b.x * b.n) / n, y: (a.y * a.n + b.y * b.n) / n, n,
        shares: Array.from(a.shares, (share, g) => share + b.shares[g]),
        places: a.places || b.places ? this.placesOf(a).concat(this.placesOf(b)) : undefined,
        chains: a.chains && b.chains ? a.chains.concat(b.chains) : undefined,
      };
    },
    /* A ring for how far the true spot may lie, under all marks; the more rings, the fainter each, for they are the second look. */
    exactness(ctx, frame, spots) {
      const { columns } = this.hub;
      const rings = [];
      for (const spot of spots) {
        const { x, y } = spot;
        const list = (spot.list = this.listOf(spot.places));
        const widest = list.reduce((a, b) => (columns.radius_km[b] > columns.radius_km[a] ? b : a));
        const r = Furat.kmToUnit(columns.radius_km[widest], columns.lat[widest]) * frame.scale;
        if (r > this.radius(list[0]) + RING_LEAST_PX && r < 1200) rings.push([x, y, r, this.group(widest).colour]);
      }
      this.rings = rings.length > 0;
      const alpha = Math.max(0.1, Math.min(0.6, 8 / rings.length));
      ctx.lineWidth = 1;
      for (const [x, y, r, colour] of rings) {
        ctx.beginPath();
        ctx.arc(x, y, r, 0, 2 * Math.PI);
        ctx.strokeStyle = Furat.rgba(colour, alpha);
        ctx.stroke();
      }
    },
    group(index) {
      return this.options.groups[this.groupOf[this.hub.columns.type[index]]];
    },
    /* Events at one place, the deadliest in the middle and the others around it like seeds of a sunflower. */
    fan(ctx, frame, spot) {
      const { columns } = this.hub;
      const list = spot.list.slice().sort((a, b) => columns.fatalities[b] - columns.fatalities[a]);
      const first = this.radius(list[0]);
      const step = list.length > 1 ? Math.max(8.5, (first + 4.2) * 0.75) : 0;
      for (let k = list.length - 1; k >= 0; k--) {
        const index = list[k];
        const reach = step * Math.sqrt(k);
        const px = spot.x + reach * Math.cos(k * GOLDEN_ANGLE);
        const py = spot.y + reach * Math.sin(k * GOLDEN_ANGLE);
        const r = this.radius(index);
        const { colour, shape } = this.group(index);
        Furat.drawShape(ctx, shape, px, py, r);
        ctx.fillStyle = Furat.rgba(colour, 0.9);
        ctx.fill();
        ctx.strokeStyle = "rgba(255,255,255,0.95)";
        ctx.lineWidth = 1.1;
        ctx.stroke();
        this.marks.push({ x: px, y: py, r: Math.max(r, 7), list: [index] });
      }
    },
    donut(ctx, spot) {
      const { n, shares } = spot;
      const r = Math.min(26, 10 + 2.6 * Math.log2(n));
      ctx.beginPath();
      ctx.arc(spot.x, spot.y, r + 1.6, 0, 2 * Math.PI);
      ctx.fillStyle = "rgba(255,255,255,0.95)";
      ctx.fill();
      let angle = -Math.PI / 2;
      const thick = Math.max(4, r * 0.26);
      for (let g = 0; g < shares.length; g++) {
        if (!shares[g]) continue;
        const sweep = (2 * Math.PI * shares[g]) / n;
        ctx.beginPath();
        ctx.arc(spot.x, spot.y, r - thick / 2, angle, angle + sweep);
        ctx.strokeStyle = this.options.groups[g].colour;
        ctx.lineWidth = thick;
        ctx.lineCap = "butt";
        ctx.stroke();
        angle += sweep;
      }
      ctx.fillStyle = "#22262b";
      ctx.font = `600 ${r > 17 ? 12 : 11}px ${FONT}`;
      ctx.direction = "ltr";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(n > 9999 ? `${Math.round(n / 1000)}k` : String(n), spot.x, spot.y + 0.5);
      this.marks.push({ x: spot.x, y: spot.y, r: r + 2, spot });
    },
    region(ctx, frame, list) {
      const { columns } = this.hub;
      const place = this.events.placeOf[list[0]];
      const px = this.events.x[place] * frame.scale - frame.ox;
      const py = this.events.y[place] * frame.scale - frame.oy;
      const r = Math.max(14, Furat.kmToUnit(columns.radius_km[list[0]], columns.lat[list[0]]) * frame.scale);
      const { min, max } = frame;
      if (px + r < min.x || px - r > max.x || py + r < min.y || py - r > max.y) return;
      const same = list.every((i) => this.groupOf[columns.type[i]] === this.groupOf[columns.type[list[0]]]);
      const colour = same ? this.group(list[0]).colour : this.options.mixed;
      ctx.beginPath();
      ctx.arc(px, py, r, 0, 2 * Math.PI);
      ctx.fillStyle = Furat.hatch(ctx, "diagonal", colour, Math.min(0.22, 0.1 + 0.02 * list.length), 1);
      ctx.fill();
      ctx.strokeStyle = Furat.rgba(colour, 0.4);
      ctx.lineWidth = 1;
      ctx.setLineDash([2, 4]);
      ctx.stroke();
      ctx.setLineDash([]);
      // A count to take hold of, since a circle this wide has others within it.
      const label = String(list.length);
      ctx.font = `600 11px ${FONT}`;
      const width = Math.max(20, ctx.measureText(label).width + 12);
      ctx.beginPath();
      ctx.roundRect(px - width / 2, py - 9, width, 18, 9);
      ctx.fillStyle = "rgba(255,255,255,0.92)";
      ctx.fill();
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.4;
      ctx.setLineDash([3, 2]);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.fillStyle = "#22262b";
      ctx.direction = "ltr";
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(label, px, py + 0.5);
      this.marks.push({ x: px, y: py, r: 12, list });
    },
    highlight(ctx) {
      const chosen = this.hub.state.chosen;
      if (!chosen || chosen.kind !== "event" || !(chosen.index >= 0)) return;
      const place = this.events.placeOf[chosen.index];
      const mark = this.marks.find((m) => (m.list ? m.list.includes(chosen.index) : this.placesOf(m.spot).includes(place)));
      if (!mark) return;
      const { columns } = this.hub;
      const exact = Furat.kmToUnit(columns.radius_km[chosen.index], columns.lat[chosen.index]) * this.frame.scale;
      if (columns.where_prec[chosen.index] < REGION_PREC && exact > mark.r + RING_LEAST_PX) {
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, exact, 0, 2 * Math.PI);
        ctx.fillStyle = Furat.rgba(this.group(chosen.index).colour, 0.08);
        ctx.fill();
        ctx.strokeStyle = Furat.rgba(this.group(chosen.index).colour, 0.9);
        ctx.lineWidth = 1.4;
        ctx.stroke();
      }
      for (const [colour, width] of [["#ffffff", 5], ["#14181d", 2.4]]) {
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, mark.r + 4, 0, 2 * Math.PI);
        ctx.strokeStyle = colour;
        ctx.lineWidth = width;
        ctx.stroke();
      }
    },
    pick(latlng) {
      if (!this.grid || !this._map) return null;
      const at = this._map.latLngToLayerPoint(latlng);
      const near = this.grid.get(`${Math.floor(at.x / PICK_CELL_PX)}/${Math.floor(at.y / PICK_CELL_PX)}`) || [];
      let best = null;
      for (const order of near) {
        const mark = this.marks[order];
        const far = Math.hypot(mark.x - at.x, mark.y - at.y);
        if (far <= mark.r + 1 && (!best || far / mark.r <= best.share)) best = { mark, share: far / mark.r };
      }
      if (!best) return null;
      const places = best.mark.spot && this.placesOf(best.mark.spot);
      const list = best.mark.list || this.listOf(places);
      const version = this.hub.columns.version;
      const found = {
        chosen: list.length === 1
          ? { kind: "event", index: list[0], version }
          : { kind: "events", indexes: list.slice(0, 500), count: list.length, version },
        lines: () => this.lines(list),
      };
      if (places && places.length > 1) {
        const box = L.latLngBounds(list.map((i) => [this.hub.columns.lat[i], this.hub.columns.lon[i]]));
        if (this._map.getZoom() < GATHER_BELOW_ZOOM) found.zoomTo = box;
      }
      return found;
    },
    typeLabel(index) {
      const { columns } = this.hub;
      const type = columns.types[columns.type[index]];
      return this.hub.label(this.options.types[type]?.label) || type;
    },
    days(index) {
      const { day_start, day_end } = this.hub.columns;
      const { language } = this.hub.state;
      const from = Furat.dateText(day_start[index], language);
      return day_end[index] > day_start[index] ? `${from} – ${Furat.dateText(day_end[index], language)}` : from;
    },
    lines(list) {
      const { hub } = this;
      const { language } = hub.state;
      const count = (key, n) => Furat.fill(hub.text(key), { n: Furat.numberText(n, language) });
      if (list.length === 1) {
        const [index] = list;
        const lines = [this.typeLabel(index), this.days(index)];
        const deaths = hub.columns.fatalities[index];
        lines.push(deaths < 0 ? hub.text("fatalities_unknown") : count("fatalities", deaths));
        return lines;
      }
      const lines = [count("events_count", list.length)];
      const shares = new Map();
      list.forEach((i) => shares.set(this.group(i), (shares.get(this.group(i)) || 0) + 1));
      [...shares].sort((a, b) => b[1] - a[1]).forEach(([g, n]) => lines.push(`${hub.label(g.label)}: ${Furat.numberText(n, language)}`));
      return lines;
    },
  });
})();
