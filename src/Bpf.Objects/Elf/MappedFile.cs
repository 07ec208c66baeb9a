using System.Buffers;
using System.IO.MemoryMappedFiles;
using Bpf.Objects.NativeNames;
using Bpf.Runtime;

namespace Bpf.Objects.Elf;

/// <summary>A file of any length mapped read-only into memory; its bytes are read through spans of less than 2 GiB.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _pointer;

    private MappedFile(FileStream stream)
    {
        Length = stream.Length;
        if (Length == 0)
        {
            stream.Dispose();
            return;
        }

        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
    }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>Maps a regular file.</summary>
    /// <exception cref="BpfException">The file cannot be opened, or is not a regular file.</exception>
    public static MappedFile Open(string path)
    {
        NativeText.Require(path, "open", path);
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
            string advice = Directory.Exists(path) ? "It is a directory." : "This process is not allowed to read it.";
            throw new BpfException("open", path, Errno.EACCES, advice, exception);
        }
        catch (Exception exception) when (exception is IOException or OverflowException or NotSupportedException)
        {
            throw new BpfException("open", path, null, $"{exception.Message} Only regular files can be probed.", exception);
        }
    }

    /// <summary>Returns a span of the file, which must be in range.</summary>
    public ReadOnlySpan<byte> Slice(long offset, int length) => new(_pointer + offset, length);

    /// <inheritdoc cref="Slice"/>
    public ReadOnlyMemory<byte> Memory(long offset, int length) => new Window(this, offset, length).Memory;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }

        _file?.Dispose();
    }

    private sealed class Window(MappedFile file, long offset, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(file._pointer + offset, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(file._pointer + offset + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
