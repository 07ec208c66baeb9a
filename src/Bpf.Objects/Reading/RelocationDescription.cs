namespace Bpf.Objects;

/// <summary>A CO-RE relocation: an instruction whose number depends on the kernel's types.</summary>
/// <param name="Section">Section of the instruction, with a leading '?' if it has one.</param>
/// <param name="Instruction">Index of the instruction in the section.</param>
/// <param name="Kind">What is asked of the kernel's types.</param>
/// <param name="Access">The type, field or enumerator, such as <c>struct task_struct.comm</c>.</param>
public sealed record RelocationDescription(string Section, int Instruction, CoreRelocationKind Kind, string Access);
