using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Symbols.Syscalls;
using Microsoft.Win32.SafeHandles;

namespace Bpf.Symbols.Memory;

/// <summary>
/// The memory of another process, read through one descriptor of <c>/proc/PID/mem</c>. The descriptor belongs to the address space, not to the id: after
/// an exec or exit it reads nothing, and never another process that got the same id. Pages are kept until <see cref="Refresh"/>. Not safe for threads.
/// </summary>
internal sealed partial class ProcessMemory : IProcessMemory, IDisposable
{
    private const string Operation = "read the memory of process";
    private const int PageSize = 4096;
    private const int MostPages = 4096;
    private readonly SafeFileHandle _file;
    // Null stands for a page that cannot be read.
    private readonly Dictionary<ulong, byte[]?> _pages = [];

    private ProcessMemory(SafeFileHandle file) => _file = file;

    /// <summary>Opens the memory of a process.</summary>
    /// <exception cref="BpfException">The process does not exist (ESRCH), or may not be read (EACCES).</exception>
    public static ProcessMemory Open(int processId) => Open($"/proc/{processId}", processId);

    /// <summary>Opens the memory of the process that a directory of procfs shows.</summary>
    /// <exception cref="BpfException">The process does not exist (ESRCH), or may not be read (EACCES).</exception>
    public static ProcessMemory Open(string directory, int processId)
    {
        try
        {
            return new(File.OpenHandle($"{directory}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ProcessErrors.Missing(processId, Operation, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException(Operation, $"{processId}", Errno.EACCES,
                "It takes the same user and ptrace access (see kernel.yama.ptrace_scope), or CAP_SYS_PTRACE.", exception);
        }
    }

    /// <summary>Forgets all pages, so that the next reads see the present.</summary>
    public void Refresh() => _pages.Clear();

    /// <inheritdoc/>
    public bool TryRead(ulong address, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int start = (int)(address % PageSize);
            if (Page(address - (ulong)start) is not { } page)
            {
                return false;
            }

            int count = Math.Min(PageSize - start, buffer.Length);
            page.AsSpan(start, count).CopyTo(buffer);
            buffer = buffer[count..];
            address += (ulong)count;
        }

        return true;
    }

    /// <inheritdoc/>
    public unsafe int Read(ulong address, Span<byte> buffer)
    {
        int done = 0;
        fixed (byte* start = buffer)
        {
            while (done < buffer.Length && address <= long.MaxValue - (ulong)done)
            {
                nint count = PositionedRead(_file, start + done, (nuint)(buffer.Length - done), (long)address + done);
                if (count <= 0)
                {
                    // Unmapped memory is an error; the memory of a process that has ended or started another program is empty.
                    break;
                }

                done += (int)count;
            }
        }

        return done;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private byte[]? Page(ulong address)
    {
        if (_pages.TryGetValue(address, out byte[]? page))
        {
            return page;
        }

        if (_pages.Count >= MostPages)
        {
            _pages.Clear();
        }

        byte[] bytes = new byte[PageSize];
        page = Read(address, bytes) == PageSize ? bytes : null;
        _pages.Add(address, page);
        return page;
    }

    // Unlike RandomAccess, it does not throw: unmapped addresses are everyday input here.
    [LibraryImport("libc", EntryPoint = "pread64", SetLastError = true)]
    private static unsafe partial nint PositionedRead(SafeFileHandle file, byte* buffer, nuint count, long offset);
}
