using Bpf.Runtime;
using Bpf.Runtime.Btf;
using Bpf.Runtime.Btf.Values;
using Bpf.Runtime.Events;

namespace Bpf.Cli.Attach;

/// <summary>Reads the ring buffers of objects and writes their records as they come.</summary>
internal sealed unsafe class RecordPump : IDisposable
{
    private const int WaitMilliseconds = 100;
    private readonly List<Source> _sources = [];
    private readonly AttachOutput _output;

    /// <exception cref="BpfException">A record type was named that an object does not have, or a map that does not exist.</exception>
    public RecordPump(IReadOnlyList<BpfObject> objects, string[] types, AttachOutput output)
    {
        _output = output;
        try
        {
            foreach (BpfObject target in objects)
            {
                foreach (BpfMap map in target.Maps)
                {
                    if (map is { Type: MapType.RingBuffer, IsCreated: true })
                        _sources.Add(new Source(map.Name, new RingBufferReader(map), new RecordTypes(target, map, types)));
                }
            }

            RecordTypes.RequireMaps(types, _sources.ConvertAll(source => source.Map));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads until cancelled.</summary>
    public void Run(CancellationToken cancellation)
    {
        if (_sources.Count == 0)
        {
            cancellation.WaitHandle.WaitOne();
            return;
        }

        using Epoll epoll = new();
        for (int i = 0; i < _sources.Count; i++)
            epoll.AddWatch(_sources[i].Reader.Map.Handle, Epoll.Input, (ulong)i);

        Span<byte> readiness = stackalloc byte[EpollEvent.Stride * 16];
        while (!cancellation.IsCancellationRequested)
        {
            if (epoll.Wait(readiness, WaitMilliseconds) > 0)
                Drain();
        }
    }

    /// <summary>Reads what is there.</summary>
    public void Drain()
    {
        foreach (Source source in _sources)
        {
            while (source.Reader.TryNext(out byte* record, out int length))
            {
                BtfValue value = source.Types.Decode(new ReadOnlySpan<byte>(record, length), out string? type);
                source.Reader.Release();
                _output.Record(source.Map, type, value);
            }
        }
    }

    public void Dispose()
    {
        foreach (Source source in _sources)
            source.Reader.Dispose();
    }

    private sealed record Source(string Map, RingBufferReader Reader, RecordTypes Types);
}
