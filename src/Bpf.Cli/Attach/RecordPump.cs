using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Runtime.Events;

namespace Bpf.Cli.Attach;

/// <summary>Reads the ring buffers and perf event arrays of objects and writes their records as they come.</summary>
internal sealed unsafe class RecordPump : IDisposable
{
    private const int WaitMilliseconds = 100;
    private readonly List<RecordSource> _sources = [];
    private readonly AttachOutput _output;

    /// <exception cref="BpfException">A record type was named that an object does not have, or a map that does not exist.</exception>
    public RecordPump(IReadOnlyList<BpfObject> objects, string[] types, AttachOutput output)
    {
        _output = output;
        try
        {
            foreach (BpfObject target in objects)
            {
                ObjectDescription file = target.Describe();
                foreach (BpfMap map in target.Maps)
                {
                    _sources.AddRange(RecordSource.Of(map, new RecordTypes(file, map, types)));
                }
            }

            RecordTypes.RequireMaps(types, [.. _sources.Select(source => source.Map).Distinct()]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads until cancelled.</summary>
    /// <exception cref="OutputException">Nobody reads what is written any more.</exception>
    public void Run(CancellationToken cancellation)
    {
        if (_sources.Count == 0)
        {
            while (!cancellation.WaitHandle.WaitOne(WaitMilliseconds))
            {
                StandardStream.RequireReader();
            }

            return;
        }

        using Epoll epoll = new();
        for (int i = 0; i < _sources.Count; i++)
        {
            epoll.AddWatch(_sources[i].Readiness, Epoll.Input, (ulong)i);
        }

        Span<byte> readiness = stackalloc byte[EpollEvent.Stride * 16];
        while (!cancellation.IsCancellationRequested)
        {
            if (epoll.Wait(readiness, WaitMilliseconds) > 0)
            {
                Drain();
            }
            else
            {
                StandardStream.RequireReader();
            }
        }
    }

    /// <summary>Reads what is there.</summary>
    public void Drain()
    {
        foreach (RecordSource source in _sources)
        {
            while (source.TryNext(out byte* record, out int length))
            {
                BtfValue value = source.Types.Decode(new ReadOnlySpan<byte>(record, length), out string? type);
                source.Release();
                _output.Record(source.Map, type, value);
            }
        }
    }

    /// <summary>Says how many records found no room, where any did.</summary>
    public void ReportLost()
    {
        foreach (IGrouping<string, RecordSource> map in _sources.GroupBy(source => source.Map))
        {
            ulong lost = map.Aggregate(0UL, (sum, source) => sum + source.Lost);
            if (lost > 0)
            {
                _output.Lost(map.Key, lost);
            }
        }
    }

    public void Dispose()
    {
        foreach (RecordSource source in _sources)
        {
            source.Dispose();
        }
    }
}
