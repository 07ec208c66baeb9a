using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Syscalls;

/// <summary>Retrieves the reason for which the kernel rejected a command that has no log of its own (kernel 7.2).</summary>
internal static unsafe class CommonLog
{
    private const int Size = 4096;

    /// <summary>Repeats a failed command with a log.</summary>
    /// <returns>The log on one line; empty when the kernel wrote none, or now returns something else.</returns>
    public static string Of<TAttribute>(BpfCommand command, ref TAttribute attribute, int size, Errno error)
        where TAttribute : unmanaged
    {
        byte* buffer = stackalloc byte[Size];
        buffer[0] = 0;
        CommonAttributes common = new() { LogBuffer = (ulong)buffer, LogSize = Size, LogLevel = 1 };
        nint result = LibC.Syscall(
            SyscallNumbers.Bpf, (nint)command | CommonAttributes.Flag, (nint)Unsafe.AsPointer(ref attribute), size, (nint)(&common), sizeof(CommonAttributes),
            0);
        if (result >= 0)
        {
            _ = FileCalls.Close((int)result);
            return "";
        }

        return Native.LastError == error
            ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer)).ReplaceLineEndings(" ").Trim()
            : "";
    }
}
