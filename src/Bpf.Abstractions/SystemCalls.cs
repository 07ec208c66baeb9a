using System.Runtime.InteropServices;
using Bpf.Shared;

namespace Bpf;

/// <summary>
/// The system calls of the architecture of this process, up to Linux 7.3; for host code. Numbers differ between architectures, and some system calls exist on
/// one only: x86-64 has <c>open</c>, aarch64 only <c>openat</c>. On other architectures than these two the table is empty.
/// </summary>
public static class SystemCalls
{
    private static SystemCallList? Current { get; } = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => SystemCallList.All[0],
        Architecture.Arm64 => SystemCallList.All[1],
        _ => null,
    };

    /// <summary>Returns the number of a system call, as <c>TracepointContext.SystemCall</c> has it; null when the architecture does not have it.</summary>
    /// <param name="name">Its name, such as <c>fstat</c>, or the name of the function in the kernel, such as <c>newfstat</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static int? NumberOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Current?.NumberOf(name);
    }

    /// <summary>Returns the name of a system call, such as <c>fstat</c>; null when the table does not have the number.</summary>
    /// <param name="number">Its number.</param>
    public static string? NameOf(int number) => Current?.NameOf(number);
}
