using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf;

/// <content>Memory that may not be there.</content>
public static unsafe partial class BpfHelpers
{
    /// <summary>
    /// Copies a value from the memory of the current process (<c>bpf_probe_read_user</c>, kernel 5.5). Fails for pages that are not resident.
    /// </summary>
    /// <typeparam name="T">Unmanaged type of the value.</typeparam>
    /// <param name="address">Address in user space.</param>
    /// <param name="value">The copy, or the default.</param>
    /// <returns>False when it cannot be read.</returns>
    [BpfCalls("bpf_probe_read_user")]
    public static bool TryReadUser<T>(void* address, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value); // the helper clears it on failure
        return MemoryHelpers.ReadUser(ref value, (uint)Unsafe.SizeOf<T>(), address) == 0;
    }

    /// <inheritdoc cref="TryReadUser{T}(void*, out T)"/>
    [BpfCalls("bpf_probe_read_user")]
    public static bool TryReadUser<T>(ulong address, out T value)
        where T : unmanaged => TryReadUser((void*)address, out value);

    /// <summary>
    /// Copies bytes from the memory of the current process (<c>bpf_probe_read_user</c>, kernel 5.5). Fails for pages that are not resident.
    /// </summary>
    /// <param name="address">Address in user space.</param>
    /// <param name="buffer">
    /// Receives the bytes, or is cleared on failure. Its length must be a constant or have an upper bound that the verifier can determine.
    /// </param>
    /// <returns>False when it cannot be read.</returns>
    [BpfCalls("bpf_probe_read_user")]
    public static bool TryReadUser(ulong address, Span<byte> buffer)
        => MemoryHelpers.ReadUser(ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length, (void*)address) == 0;

    /// <summary>Copies a value from kernel memory (<c>bpf_probe_read_kernel</c>, kernel 5.5). GPL-compatible programs only.</summary>
    /// <typeparam name="T">Unmanaged type of the value.</typeparam>
    /// <param name="address">Address in the kernel.</param>
    /// <param name="value">The copy, or the default.</param>
    /// <returns>False when it cannot be read.</returns>
    [BpfCalls("bpf_probe_read_kernel")]
    public static bool TryReadKernel<T>(void* address, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value); // the helper clears it on failure
        return MemoryHelpers.ReadKernel(ref value, (uint)Unsafe.SizeOf<T>(), address) == 0;
    }

    /// <inheritdoc cref="TryReadKernel{T}(void*, out T)"/>
    [BpfCalls("bpf_probe_read_kernel")]
    public static bool TryReadKernel<T>(ulong address, out T value)
        where T : unmanaged => TryReadKernel((void*)address, out value);

    /// <summary>Copies bytes from kernel memory (<c>bpf_probe_read_kernel</c>, kernel 5.5). GPL-compatible programs only.</summary>
    /// <param name="address">Address in the kernel.</param>
    /// <param name="buffer">
    /// Receives the bytes, or is cleared on failure. Its length must be a constant or have an upper bound that the verifier can determine.
    /// </param>
    /// <returns>False when it cannot be read.</returns>
    [BpfCalls("bpf_probe_read_kernel")]
    public static bool TryReadKernel(ulong address, Span<byte> buffer)
        => MemoryHelpers.ReadKernel(ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length, (void*)address) == 0;

    /// <summary>Copies zero-terminated text from the memory of the current process (<c>bpf_probe_read_user_str</c>, kernel 5.5).</summary>
    /// <param name="address">Address in user space.</param>
    /// <param name="buffer">
    /// Receives the text, truncated to fit, and a terminating 0; its length must be a constant. <see cref="BpfText"/> compares it.
    /// </param>
    /// <returns>Number of bytes written, including the 0, or a negative errno: -EFAULT when it cannot be read.</returns>
    [BpfCalls("bpf_probe_read_user_str")]
    public static long ReadUserText(void* address, Span<byte> buffer)
        => MemoryHelpers.ReadUserText(ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length, address);

    /// <inheritdoc cref="ReadUserText(void*, Span{byte})"/>
    [BpfCalls("bpf_probe_read_user_str")]
    public static long ReadUserText(ulong address, Span<byte> buffer) => ReadUserText((void*)address, buffer);

    /// <summary>Copies zero-terminated text from kernel memory (<c>bpf_probe_read_kernel_str</c>, kernel 5.5). GPL-compatible programs only.</summary>
    /// <param name="address">Address in the kernel.</param>
    /// <param name="buffer">
    /// Receives the text, truncated to fit, and a terminating 0; its length must be a constant. <see cref="BpfText"/> compares it.
    /// </param>
    /// <returns>Number of bytes written, including the 0, or a negative errno: -EFAULT when it cannot be read.</returns>
    [BpfCalls("bpf_probe_read_kernel_str")]
    public static long ReadKernelText(void* address, Span<byte> buffer)
        => MemoryHelpers.ReadKernelText(ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length, address);

    /// <inheritdoc cref="ReadKernelText(void*, Span{byte})"/>
    [BpfCalls("bpf_probe_read_kernel_str")]
    public static long ReadKernelText(ulong address, Span<byte> buffer) => ReadKernelText((void*)address, buffer);

    /// <summary>
    /// Writes the path name of a <c>struct path</c> of the kernel, such as <c>&amp;file->f_path</c> (<c>bpf_d_path</c>, kernel 5.10): the
    /// name that the file has in the mount namespace of the current process, with " (deleted)" behind it once it is deleted.
    /// </summary>
    /// <param name="path">The <c>struct path</c>, reached through pointers that the kernel knows. Only some functions and LSM hooks allow the call.</param>
    /// <param name="buffer">
    /// Receives the name and a terminating 0; its length must be a constant. The length of the longest name is 4096 bytes with the 0.
    /// </param>
    /// <returns>Number of bytes written, including the 0, or a negative errno: -ENAMETOOLONG when the name does not fit.</returns>
    [BpfCalls("bpf_d_path")]
    public static long ReadPath(void* path, Span<byte> buffer)
        => MemoryHelpers.ReadPath(path, ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length);

    /// <summary>Copies the name of the current thread (<c>bpf_get_current_comm</c>).</summary>
    /// <param name="buffer">
    /// Receives the name and a terminating 0; 16 bytes fit every name. Its length must be a constant. <see cref="BpfText"/> compares it.
    /// </param>
    /// <returns>0, or a negative errno.</returns>
    public static long GetCurrentCommand(Span<byte> buffer) => MemoryHelpers.CurrentCommand(ref MemoryMarshal.GetReference(buffer), (uint)buffer.Length);
}
