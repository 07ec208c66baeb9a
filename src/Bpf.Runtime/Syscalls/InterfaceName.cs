namespace Bpf.Runtime.Syscalls;

/// <summary>One network device in the list of the C library, which ends with index 0 (<c>struct if_nameindex</c>, net/if.h).</summary>
internal unsafe struct InterfaceName
{
    public uint Index;
    public byte* Name;
}
