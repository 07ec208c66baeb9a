using Bpf.Runtime;
using Bpf.Runtime.Events;
using Bpf.Runtime.Maps;

namespace Bpf.Cli.Attach;

/// <summary>A queue of records from programs: a ring buffer, or what one CPU writes to a perf event array.</summary>
internal abstract unsafe class RecordSource(BpfMap map, RecordTypes types) : IDisposable
{
    // As many as there is room for some tens of thousands of small records.
    private const int PagesPerCpu = 64;

    /// <summary>The map.</summary>
    public string Map => map.Name;

    /// <summary>What its records are.</summary>
    public RecordTypes Types => types;

    /// <summary>Becomes readable when there are records.</summary>
    public abstract BpfHandle Readiness { get; }

    /// <summary>Records that found no room.</summary>
    public virtual ulong Lost => 0;

    /// <summary>The sources of a map; none when it is no queue.</summary>
    /// <exception cref="BpfException">A queue cannot be opened.</exception>
    public static IEnumerable<RecordSource> Of(BpfMap map, RecordTypes types)
    {
        if (!map.IsCreated)
        {
            yield break;
        }

        if (map.Type == MapType.RingBuffer)
        {
            yield return new RingBufferSource(map, types);
        }

        if (map.Type != MapType.PerfEventArray)
        {
            yield break;
        }

        foreach (int cpu in OnlineCpus.Read().Where(cpu => cpu < map.MaxEntries))
        {
            yield return new PerfEventSource(map, types, cpu);
        }
    }

    /// <summary>Steps over the next record.</summary>
    public abstract bool TryNext(out byte* record, out int length);

    /// <summary>Gives the space of the records stepped over back.</summary>
    public abstract void Release();

    /// <inheritdoc/>
    public abstract void Dispose();

    private sealed class RingBufferSource(BpfMap map, RecordTypes types) : RecordSource(map, types)
    {
        private readonly RingBufferReader _reader = new(map);

        public override BpfHandle Readiness => _reader.Map.Handle;

        public override bool TryNext(out byte* record, out int length) => _reader.TryNext(out record, out length);

        public override void Release() => _reader.Release();

        public override void Dispose() => _reader.Dispose();
    }

    private sealed class PerfEventSource : RecordSource
    {
        private readonly PerfEventRing _ring;

        public PerfEventSource(BpfMap map, RecordTypes types, int cpu)
            : base(map, types)
        {
            _ring = PerfEventRing.Open(map, cpu, PagesPerCpu);
            map.Update(MapValue.Bytes(in cpu), MapValue.Bytes(_ring.Handle.Descriptor));
        }

        public override BpfHandle Readiness => _ring.Handle;

        public override ulong Lost => _ring.Lost;

        public override bool TryNext(out byte* record, out int length) => _ring.TryNext(out record, out length);

        public override void Release() => _ring.Release();

        public override void Dispose() => _ring.Dispose();
    }
}
