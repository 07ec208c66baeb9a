namespace Bpf;

/// <summary>An access to a device file; first parameter of a <see cref="CgroupDeviceAttribute"/> method.</summary>
[BtfName("bpf_cgroup_dev_ctx")]
public readonly unsafe ref struct CgroupDeviceContext : IBpfContext
{
    private readonly Device* _context;

    internal CgroupDeviceContext(void* context) => _context = (Device*)context;

    /// <summary>The context itself (<c>struct bpf_cgroup_dev_ctx *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>What the process wants to do.</summary>
    public CgroupDeviceAccess Access => (CgroupDeviceAccess)(_context->AccessType >> 16);

    /// <summary>Type of the device.</summary>
    public CgroupDeviceType Type => (CgroupDeviceType)(_context->AccessType & 0xFFFF);

    /// <summary>Major number, which stands for the driver: 1 for <c>/dev/null</c>.</summary>
    public uint Major => _context->Major;

    /// <summary>Minor number: 3 for <c>/dev/null</c>.</summary>
    public uint Minor => _context->Minor;

    /// <summary><c>struct bpf_cgroup_dev_ctx</c>, include/uapi/linux/bpf.h.</summary>
    private struct Device
    {
        public uint AccessType;
        public uint Major;
        public uint Minor;
    }
}
