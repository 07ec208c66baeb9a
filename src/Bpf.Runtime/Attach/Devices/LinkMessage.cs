namespace Bpf.Runtime.Attach.Devices;

/// <summary><c>struct ifinfomsg</c>, linux/rtnetlink.h: a network device.</summary>
internal struct LinkMessage
{
    public uint FamilyAndType;
    public uint InterfaceIndex;
    public uint Flags;
    public uint Change;
}
