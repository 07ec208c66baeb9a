using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>struct perf_event_attr</c>, the fields that BPF users need.</summary>
[StructLayout(LayoutKind.Explicit, Size = StructureSize)]
internal struct PerfEventAttribute
{
    public const int StructureSize = 112; // PERF_ATTR_SIZE_VER5, kernel 4.1

    [FieldOffset(0)] public uint Type; // type
    [FieldOffset(4)] public uint Size; // size
    [FieldOffset(8)] public ulong Config; // config
    [FieldOffset(16)] public ulong SamplePeriod; // sample_period
    [FieldOffset(24)] public ulong SampleType; // sample_type
    [FieldOffset(32)] public ulong ReadFormat; // read_format
    [FieldOffset(40)] public ulong Flags; // bit field: disabled, inherit, ...
    [FieldOffset(48)] public uint WakeupEvents; // wakeup_events
    [FieldOffset(52)] public uint BreakpointType; // bp_type
    [FieldOffset(56)] public ulong Config1; // config1: uprobe_path
    [FieldOffset(64)] public ulong Config2; // config2: probe_offset
}
