using Bpf.Runtime.Maps;
using Bpf.Shared;

namespace Bpf.Runtime.Events;

/// <summary>One queue of records: a ring buffer, or what one CPU writes to a perf event array.</summary>
internal abstract unsafe class RawRecordSource(BpfMap map) : IDisposable
{
    /// <summary>The map.</summary>
    public BpfMap Map => map;

    /// <summary>Becomes readable when there are records.</summary>
    public abstract BpfHandle Readiness { get; }

    /// <summary>Records that found no room.</summary>
    public virtual ulong Lost => 0;

    /// <summary>Opens the queues of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="pagesPerCpu">Memory pages for each CPU.</param>
    /// <param name="opened">Receives the queues, also those that were opened before one that cannot be.</param>
    /// <exception cref="BpfException">The map is not a queue of records, or the kernel refused.</exception>
    public static void Open(BpfMap map, int pagesPerCpu, List<RawRecordSource> opened)
    {
        switch (map.Kind?.Queue)
        {
            case RecordQueue.Shared:
                opened.Add(new RingBufferSource(map));
                break;
            case RecordQueue.PerfEvents:
                OpenEvents(map, pagesPerCpu, opened);
                break;
            default:
                string able = string.Join(", ", MapKinds.All.Select(static kind => kind.Type).Where(RawRecordReader.CanRead));
                throw new BpfException("use map", map.Name, null, $"It is a map of type {map.Type}; expected: {able}.");
        }
    }

    private static void OpenEvents(BpfMap map, int pagesPerCpu, List<RawRecordSource> opened)
    {
        foreach (int cpu in OnlineCpus.Read().Where(cpu => cpu < map.MaxEntries))
        {
            PerfEventRing ring = PerfEventRing.Open(map, cpu, pagesPerCpu);
            opened.Add(new PerfEventSource(map, ring));
            map.Update(MapValue.Bytes(in cpu), MapValue.Bytes(ring.Handle.Descriptor));
        }
    }

    /// <summary>Reads all records, and gives the space of each back after its handler.</summary>
    /// <returns>Number of records.</returns>
    public int Read(RawRecordHandler handler)
    {
        int count = 0;
        while (TryNext(out byte* record, out int length))
        {
            try
            {
                handler(map, new ReadOnlySpan<byte>(record, length));
            }
            finally
            {
                Release();
            }

            count++;
        }

        return count;
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    protected abstract bool TryNext(out byte* record, out int length);

    protected abstract void Release();

    private sealed class RingBufferSource(BpfMap map) : RawRecordSource(map)
    {
        private readonly RingBufferReader _reader = new(map);

        public override BpfHandle Readiness => _reader.Map.Handle;

        public override void Dispose() => _reader.Dispose();

        protected override bool TryNext(out byte* record, out int length) => _reader.TryNext(out record, out length);

        protected override void Release() => _reader.Release();
    }

    private sealed class PerfEventSource(BpfMap map, PerfEventRing ring) : RawRecordSource(map)
    {
        public override BpfHandle Readiness => ring.Handle;

        public override ulong Lost => ring.Lost;

        public override void Dispose() => ring.Dispose();

        protected override bool TryNext(out byte* record, out int length) => ring.TryNext(out record, out length);

        protected override void Release() => ring.Release();
    }
}
