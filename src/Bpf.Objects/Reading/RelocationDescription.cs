namespace Bpf.Objects;

/// <summary>A CO-RE relocation: an instruction with a number that depends on the kernel's types.</summary>
/// <param name="Section">Section of the instruction, including a leading '?' if there is one.</param>
/// <param name="Instruction">Index of the instruction in the section.</param>
/// <param name="Kind">The question asked about the kernel's types.</param>
/// <param name="Access">The type, field or enumerator, such as <c>struct task_struct.comm</c>.</param>
public sealed record RelocationDescription(string Section, int Instruction, CoreRelocationKind Kind, string Access);
