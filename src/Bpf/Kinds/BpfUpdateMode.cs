namespace Bpf;

/// <summary>How an update treats existing and missing keys (include/uapi/linux/bpf.h).</summary>
public enum BpfUpdateMode : ulong
{
    /// <summary>Insert or replace (<c>BPF_ANY</c>).</summary>
    Any = 0,

    /// <summary>Insert only; -EEXIST when the key exists (<c>BPF_NOEXIST</c>).</summary>
    Insert = 1,

    /// <summary>Replace only; -ENOENT when the key does not exist (<c>BPF_EXIST</c>).</summary>
    Replace = 2,
}
