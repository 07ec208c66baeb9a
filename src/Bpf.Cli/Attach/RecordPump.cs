using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli.Attach;

/// <summary>Reads the ring buffers and perf event arrays of objects and writes their records as they arrive.</summary>
internal sealed class RecordPump : IDisposable
{
    // Enough for tens of thousands of small records.
    private const int PagesPerCpu = 64;
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<BpfMap, RecordTypes> _queues = [];
    private readonly RawRecordReader _reader;
    private readonly AttachOutput _output;

    /// <exception cref="BpfException">A named record type or map does not exist in the object.</exception>
    public RecordPump(IReadOnlyList<BpfObject> objects, string[] types, AttachOutput output)
    {
        _output = output;
        foreach (BpfObject target in objects)
        {
            ObjectDescription file = target.Describe();
            foreach (BpfMap map in target.Maps.Where(map => map.IsCreated && RawRecordReader.CanRead(map.Type)))
            {
                _queues.Add(map, new RecordTypes(file, map, types));
            }
        }

        RecordTypes.RequireMaps(types, [.. _queues.Keys.Select(map => map.Name).Distinct()]);
        _reader = new RawRecordReader(_queues.Keys, PagesPerCpu);
    }

    /// <summary>Reads until canceled.</summary>
    /// <exception cref="OutputException">The output has no reader anymore.</exception>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (_reader.Poll(s_wait, Write) == 0)
            {
                StandardStream.RequireReader();
            }
        }
    }

    /// <summary>Reads the available records.</summary>
    public void Drain() => _reader.Consume(Write);

    /// <summary>Reports lost records, if there are any.</summary>
    public void ReportLost()
    {
        foreach (IGrouping<string, BpfMap> maps in _queues.Keys.GroupBy(map => map.Name))
        {
            ulong lost = maps.Aggregate(0UL, (sum, map) => sum + _reader.LostRecords(map));
            if (lost > 0)
            {
                _output.Lost(maps.Key, lost);
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private void Write(BpfMap map, ReadOnlySpan<byte> record)
    {
        BtfValue value = _queues[map].Decode(record, out string? type);
        _output.Record(map.Name, type, value);
    }
}
