namespace Bpf.Runtime;

/// <summary>A program at a hook.</summary>
/// <param name="ProgramId">The kernel's id of the program, as <c>bpftool prog</c> shows it.</param>
/// <param name="LinkId">The kernel's id of its link; 0 without a link, and always at hooks of cgroups, where the kernel does not tell.</param>
public readonly record struct AttachedProgram(uint ProgramId, uint LinkId);
