namespace Bpf;

/// <summary>Type of a device file (<c>BPF_DEVCG_DEV_*</c>, include/uapi/linux/bpf.h).</summary>
public enum CgroupDeviceType : uint
{
    /// <summary>A block device (<c>BPF_DEVCG_DEV_BLOCK</c>).</summary>
    Block = 1,

    /// <summary>A character device (<c>BPF_DEVCG_DEV_CHAR</c>).</summary>
    Character = 2,
}
