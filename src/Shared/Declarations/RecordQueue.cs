namespace Bpf.Shared;

/// <summary>How a map passes records between programs and user space.</summary>
internal enum RecordQueue
{
    /// <summary>The map has no records.</summary>
    None,

    /// <summary>Programs write to one buffer for all CPUs.</summary>
    Shared,

    /// <summary>Programs write to a perf event of each CPU; the values of the map are descriptors of these events.</summary>
    PerfEvents,

    /// <summary>User space writes to one buffer.</summary>
    FromUserSpace,
}
