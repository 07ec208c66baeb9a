using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// A socket option that is read or set; first parameter of a <see cref="CgroupSocketOptionAttribute"/> method. The verifier allows some members only at one
/// hook; BPF0430 reports others.
/// </summary>
/// <remarks>
/// The program sees at most 4096 bytes of the value. If <see cref="Length"/> is greater, set it to 0, which leaves the value as it is; otherwise the call
/// fails with EFAULT.
/// </remarks>
[BtfName("bpf_sockopt")]
public readonly unsafe ref struct CgroupSocketOptionContext : IBpfContext
{
    private readonly Option* _context;

    internal CgroupSocketOptionContext(void* context) => _context = (Option*)context;

    /// <summary>The context itself (<c>struct bpf_sockopt *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The socket (<c>struct bpf_sock *</c>), for helpers that take one.</summary>
    public void* Socket => (void*)_context->Socket;

    /// <summary>Level of the option with the number of Linux, such as 1 for <c>SOL_SOCKET</c> and 6 for <c>SOL_TCP</c>; writable at Set.</summary>
    public int Level
    {
        get => _context->Level;
        set => _context->Level = value;
    }

    /// <summary>The option with the number of Linux, such as 8 for <c>SO_RCVBUF</c>; writable at Set.</summary>
    public int Name
    {
        get => _context->Name;
        set => _context->Name = value;
    }

    /// <summary>
    /// Length of the value in bytes. At Get, the length that the process gets. At Set, a program that has handled the option itself sets it to -1, and the
    /// kernel does not see the call.
    /// </summary>
    public int Length
    {
        get => _context->Length;
        set => _context->Length = value;
    }

    /// <summary>What <c>getsockopt</c> returns: 0, or a negative errno that the program may clear; at Get.</summary>
    public int ReturnValue
    {
        get => _context->ReturnValue;
        set => _context->ReturnValue = value;
    }

    /// <summary>
    /// First byte of the value. Only bytes that have been compared with <see cref="ValueEnd"/> may be accessed; <see cref="TryGetValue{T}"/> does that.
    /// </summary>
    public byte* Value => (byte*)_context->Value;

    /// <summary>Address one past the value.</summary>
    public byte* ValueEnd => (byte*)_context->ValueEnd;

    /// <summary>Gets the value in place, to read or change it.</summary>
    /// <typeparam name="T">Unmanaged type of the value, <c>int</c> for most options.</typeparam>
    /// <param name="value">The value itself.</param>
    /// <returns>False when the value is shorter than the type.</returns>
    public bool TryGetValue<T>(out BpfRef<T> value)
        where T : unmanaged
        => PacketBytes.TryGetRef(Value, ValueEnd, 0, out value);

    /// <summary><c>struct bpf_sockopt</c>, include/uapi/linux/bpf.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Option
    {
        public ulong Socket;
        public ulong Value;
        public ulong ValueEnd;
        public int Level;
        public int Name;
        public int Length;
        public int ReturnValue;
    }
}
