namespace Bpf;

/// <summary>How a selected socket relates to others (<c>BPF_SK_LOOKUP_F_*</c>, include/uapi/linux/bpf.h).</summary>
[Flags]
public enum SocketSelection : ulong
{
    /// <summary>Fail with -EEXIST when a program before this one has selected a socket.</summary>
    None = 0,

    /// <summary>Replace the selection of a program before this one (<c>BPF_SK_LOOKUP_F_REPLACE</c>).</summary>
    Replace = 1,

    /// <summary>Use the socket itself, even when it shares its port with others (<c>BPF_SK_LOOKUP_F_NO_REUSEPORT</c>).</summary>
    NoReuseport = 2,
}
