using System.ComponentModel;

namespace Bpf.Runtime;

// Buffers that must exist before the first record.
public sealed partial class BpfObject
{
    private readonly List<(BpfMap Map, Func<IDisposable> Open)> _buffers = [];

    /// <summary>
    /// For skeletons: requests that a buffer of records be opened as the last step of <see cref="Load"/>. Records that a program sends to a perf
    /// event array before it has a buffer are lost. Nothing is opened when no loaded program sends records to the map, since it may hold counters, or
    /// when the map already existed, since another process may be reading it. If the process is not allowed to open the buffer, the error appears
    /// when the buffer is first used.
    /// </summary>
    /// <param name="map">Name of the map.</param>
    /// <param name="open">Opens the buffer, which the caller then disposes; if Load fails anyway, it is disposed immediately.</param>
    /// <exception cref="BpfStateException">The object is loaded.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void OpenWithLoad(string map, Func<IDisposable> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (State != BpfObjectState.Opened)
        {
            throw new BpfStateException("request a buffer for map", map, "The object is loaded; open the buffer itself.");
        }

        _buffers.Add((Maps[map], open));
    }

    private void OpenBuffers(IReadOnlySet<int> recordOutputs)
    {
        List<IDisposable> opened = [];
        try
        {
            foreach ((BpfMap map, Func<IDisposable> open) in _buffers)
            {
                if (map is { IsCreated: true, IsReused: false } && recordOutputs.Contains(map.Handle.Descriptor))
                {
                    TryOpen(map, open, opened);
                }
            }
        }
        catch
        {
            foreach (IDisposable buffer in opened)
            {
                buffer.Dispose();
            }

            throw;
        }
    }

    private void TryOpen(BpfMap map, Func<IDisposable> open, List<IDisposable> opened)
    {
        try
        {
            opened.Add(open());
        }
        catch (BpfException exception) when (exception.Errno is Errno.EPERM or Errno.EACCES)
        {
            Log(BpfLogLevel.Warning, $"{Name}:{map.Name}", $"records will be lost: {exception.Message}");
        }
    }
}
