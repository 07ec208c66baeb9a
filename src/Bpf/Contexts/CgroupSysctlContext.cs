namespace Bpf;

/// <summary>An access to a sysctl; first parameter of a <see cref="CgroupSysctlAttribute"/> method.</summary>
[BtfName("bpf_sysctl")]
public readonly unsafe ref struct CgroupSysctlContext : IBpfContext
{
    private const ulong BaseNameFlag = 1; // BPF_F_SYSCTL_BASE_NAME, include/uapi/linux/bpf.h
    private readonly Access* _context;

    internal CgroupSysctlContext(void* context) => _context = (Access*)context;

    /// <summary>The context itself (<c>struct bpf_sysctl *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Whether the process writes; otherwise it reads.</summary>
    public bool IsWrite => _context->Write != 0;

    /// <summary>Position in the file at which the process reads or writes.</summary>
    public uint Position
    {
        get => _context->Position;
        set => _context->Position = value;
    }

    /// <summary>Copies the path below <c>/proc/sys</c>, such as <c>net/ipv4/ip_forward</c> (<c>bpf_sysctl_get_name</c>).</summary>
    /// <param name="buffer">Receives the path and a terminating 0.</param>
    /// <returns>Length of the path without the 0; -E2BIG (-7) when it has been truncated to fit.</returns>
    [BpfCalls("bpf_sysctl_get_name")]
    public long ReadPath(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return BpfHelpers.SysctlGetName(_context, start, (uint)buffer.Length, 0);
        }
    }

    /// <summary>Copies the last part of the path, such as <c>ip_forward</c> (<c>bpf_sysctl_get_name</c>).</summary>
    /// <inheritdoc cref="ReadPath"/>
    [BpfCalls("bpf_sysctl_get_name")]
    public long ReadName(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return BpfHelpers.SysctlGetName(_context, start, (uint)buffer.Length, BaseNameFlag);
        }
    }

    /// <summary>Copies the current value as text (<c>bpf_sysctl_get_current_value</c>).</summary>
    /// <param name="buffer">Receives the text, usually with a line break at its end, and a terminating 0.</param>
    /// <returns>Length of the text; -E2BIG (-7) when it has been truncated to fit, -EINVAL (-22) when the value cannot be read.</returns>
    [BpfCalls("bpf_sysctl_get_current_value")]
    public long ReadCurrentValue(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return BpfHelpers.SysctlGetCurrentValue(_context, start, (uint)buffer.Length);
        }
    }

    /// <summary>Copies the value that the process writes, as text (<c>bpf_sysctl_get_new_value</c>).</summary>
    /// <param name="buffer">Receives the text and a terminating 0.</param>
    /// <returns>Length of the text; -E2BIG (-7) when it has been truncated to fit, -EINVAL (-22) when the process reads.</returns>
    [BpfCalls("bpf_sysctl_get_new_value")]
    public long ReadNewValue(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return BpfHelpers.SysctlGetNewValue(_context, start, (uint)buffer.Length);
        }
    }

    /// <summary>Replaces the value that the process writes (<c>bpf_sysctl_set_new_value</c>).</summary>
    /// <param name="value">The text.</param>
    /// <returns>0; -E2BIG (-7) when it is too long, -EINVAL (-22) when the process reads.</returns>
    [BpfCalls("bpf_sysctl_set_new_value")]
    public long WriteNewValue(ReadOnlySpan<byte> value)
    {
        fixed (byte* start = value)
        {
            return BpfHelpers.SysctlSetNewValue(_context, start, (uint)value.Length);
        }
    }

    /// <summary><c>struct bpf_sysctl</c>, include/uapi/linux/bpf.h.</summary>
    private struct Access
    {
        public uint Write;
        public uint Position;
    }
}
