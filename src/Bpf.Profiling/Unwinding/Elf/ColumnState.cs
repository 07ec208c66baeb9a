using Bpf.Objects.Elf;
using Bpf.Profiling.Unwinding.Rows;

namespace Bpf.Profiling.Unwinding.Elf;

/// <summary>The rule of a column while call frame instructions run; an expression is still where the file has it.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Offset">A distance in bytes.</param>
/// <param name="Register">The number of another register.</param>
/// <param name="Expression">Where the expression is.</param>
internal readonly record struct ColumnState(RuleKind Kind, long Offset, ulong Register = 0, UnwindInstructions Expression = default);
