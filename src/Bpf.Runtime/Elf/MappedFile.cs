using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Bpf.Runtime.Elf;

/// <summary>A file mapped read-only into memory.</summary>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _pointer;
    private readonly int _length;

    private MappedFile(FileStream stream)
    {
        _length = checked((int)stream.Length);
        if (_length == 0)
            return;

        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, _length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
    }

    /// <summary>Maps a regular file of at most 2 GiB.</summary>
    /// <exception cref="BpfException">It cannot be opened, or is no regular file.</exception>
    public static MappedFile Open(string path)
    {
        try
        {
            return new MappedFile(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BpfException("open", path, Errno.ENOENT, "There is no such file in the mount namespace of this process.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            string advice = Directory.Exists(path) ? "It is a directory." : "This process may not read it.";
            throw new BpfException("open", path, Errno.EACCES, advice, exception);
        }
        catch (Exception exception) when (exception is IOException or OverflowException or NotSupportedException)
        {
            throw new BpfException("open", path, null, $"{exception.Message} Only regular files of less than 2 GiB can be probed.", exception);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_pointer, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_pointer + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }

        _file?.Dispose();
    }
}
