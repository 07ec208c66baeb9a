namespace Bpf.Runtime;

/// <summary>The steps of a <see cref="KernelTrial"/>.</summary>
public enum KernelTrialStep
{
    /// <summary>Create a map.</summary>
    CreateMap,

    /// <summary>Load a program.</summary>
    LoadProgram,

    /// <summary>Find the kernel's PMU for probes in sysfs.</summary>
    FindEventSource,

    /// <summary>Open a perf event and attach the program to it. BPF tokens do not cover this.</summary>
    AttachPerfEvent,

    /// <summary>Create a BPF link.</summary>
    CreateLink,
}
