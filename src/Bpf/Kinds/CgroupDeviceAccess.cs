namespace Bpf;

/// <summary>What a process wants to do with a device file (<c>BPF_DEVCG_ACC_*</c>, include/uapi/linux/bpf.h).</summary>
[Flags]
public enum CgroupDeviceAccess : uint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Create it (<c>BPF_DEVCG_ACC_MKNOD</c>).</summary>
    Create = 1,

    /// <summary>Open it for reading (<c>BPF_DEVCG_ACC_READ</c>).</summary>
    Read = 2,

    /// <summary>Open it for writing (<c>BPF_DEVCG_ACC_WRITE</c>).</summary>
    Write = 4,
}
