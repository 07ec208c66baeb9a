using System.ComponentModel;

namespace Bpf.Runtime;

// Buffers that must be there before the first record.
public sealed partial class BpfObject
{
    private readonly List<(BpfMap Map, Func<IDisposable> Open)> _buffers = [];

    /// <summary>
    /// For skeletons: has a buffer of records opened as the last step of <see cref="Load"/>. Records that a program sends to a perf event array before there is
    /// a
    /// buffer are lost. Nothing is opened when no loaded program sends records to the map, since it may hold counters then, or when the map existed before,
    /// since another process may read it; and a process that may not open it learns that when it first uses the buffer.
    /// </summary>
    /// <param name="map">Name of the map.</param>
    /// <param name="open">Opens the buffer, which is then the caller's to dispose of; if Load fails nevertheless, it is disposed of at once.</param>
    /// <exception cref="BpfStateException">The object is loaded.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void OpenWithLoad(string map, Func<IDisposable> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (State != BpfObjectState.Opened)
        {
            throw new BpfStateException("open with Load the buffer of", map, "The object is loaded; open the buffer itself.");
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
