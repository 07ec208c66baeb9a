namespace Bpf.Runtime.Syscalls;

/// <summary>A network device in the C library's list, which ends with index 0 (<c>struct if_nameindex</c>, net/if.h).</summary>
internal unsafe struct InterfaceName
{
    public uint Index;
    public byte* Name;
}
