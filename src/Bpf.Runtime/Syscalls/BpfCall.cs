using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary>Wrappers for <c>bpf(2)</c>.</summary>
internal static unsafe class BpfCall
{
    /// <summary>BPF_F_TOKEN_FD: the attribute contains a token fd (kernel 6.9).</summary>
    public const uint TokenFdFlag = 1U << 16;

    private const int MaximumLoadAttempts = 5;

    /// <summary>
    /// Runs a command. Returns the kernel's return value (≥ 0); <paramref name="error"/> indicates success. The kernel rejects unknown attribute
    /// bytes only if they are not zero, so the size passed is the one this library knows.
    /// </summary>
    public static int Invoke<TAttribute>(BpfCommand command, ref TAttribute attribute, int size, out Errno error)
        where TAttribute : unmanaged
    {
        nint result = LibC.Bpf(SyscallNumbers.Bpf, (nint)command, Unsafe.AsPointer(ref attribute), size);
        error = result < 0 ? (Errno)Marshal.GetLastSystemError() : Errno.None;
        return (int)result;
    }

    /// <summary>Runs a command that returns 0 or an error.</summary>
    public static Errno Run<TAttribute>(BpfCommand command, ref TAttribute attribute, int size)
        where TAttribute : unmanaged
    {
        Invoke(command, ref attribute, size, out Errno error);
        return error;
    }

    /// <inheritdoc cref="Run{TAttribute}(BpfCommand, ref TAttribute, int)"/>
    public static Errno Run<TAttribute>(BpfCommand command, ref TAttribute attribute)
        where TAttribute : unmanaged
        => Run(command, ref attribute, sizeof(TAttribute));

    /// <summary>Runs a command that returns a new file descriptor.</summary>
    public static Errno Open<TAttribute>(BpfCommand command, ref TAttribute attribute, int size, out BpfHandle handle)
        where TAttribute : unmanaged
    {
        int fd = Invoke(command, ref attribute, size, out Errno error);
        if (error != Errno.None)
        {
            handle = BpfHandle.Invalid;
            return error;
        }

        return BpfHandle.Take(fd, out handle);
    }

    /// <summary>Runs BPF_PROG_LOAD, repeating it while a signal interrupts the verifier (EAGAIN).</summary>
    public static Errno LoadProgram(ref ProgramLoadAttribute attribute, out BpfHandle handle)
    {
        Errno error;
        int attempt = 0;
        do
        {
            error = Open(BpfCommand.ProgramLoad, ref attribute, ProgramLoadAttribute.KnownSize, out handle);
        }

        while (error == Errno.EAGAIN && ++attempt < MaximumLoadAttempts);
        return error;
    }
}
