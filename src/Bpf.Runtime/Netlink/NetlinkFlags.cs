namespace Bpf.Runtime.Netlink;

/// <summary>Flags of messages to the kernel (<c>NLM_F_*</c>, linux/netlink.h).</summary>
[Flags]
internal enum NetlinkFlags : ushort
{
    /// <summary>NLM_F_REQUEST, in every message.</summary>
    Request = 0x1,

    /// <summary>NLM_F_ACK: the kernel answers with an error or with 0.</summary>
    Acknowledge = 0x4,

    /// <summary>NLM_F_ECHO: the kernel also sends what has become of the object.</summary>
    Echo = 0x8,

    /// <summary>NLM_F_DUMP, for messages that get: all objects.</summary>
    Dump = 0x300,

    /// <summary>NLM_F_REPLACE, for messages that make: an object that exists is changed.</summary>
    Replace = 0x100,

    /// <summary>NLM_F_EXCL: an object that exists is an error.</summary>
    Exclusive = 0x200,

    /// <summary>NLM_F_CREATE: an object that does not exist is made.</summary>
    Create = 0x400,
}
