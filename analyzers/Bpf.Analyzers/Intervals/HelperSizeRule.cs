using System.Globalization;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Intervals;

/// <summary>BPF0443: reports sizes of memory for helpers that may be negative or larger than the memory.</summary>
internal sealed class HelperSizeRule() : IntervalRule(BpfDiagnostics.SizeOutOfRange)
{
    // BPF_MAX_VAR_SIZ, include/linux/bpf_verifier.h
    private const int Largest = 1 << 29;

    public override bool Concerns(IOperation operation, BpfSymbols symbols) => SizesOf(operation, symbols).Any();

    public override IEnumerable<IntervalFinding> Find(IOperation operation, IntervalState state, IntervalScope scope)
    {
        foreach ((IArgumentOperation memory, IArgumentOperation size) in SizesOf(operation, scope.Symbols))
        {
            if ((SizeOf(size.Value) ?? scope.Values.Of(size.Value, state)) is not { } interval)
            {
                continue;
            }

            long? room = RoomOf(memory, scope.Lengths);
            decimal? wrong = interval.HasMin && interval.Min < 0 ? interval.Min
                : interval.HasMax && interval.Max > (room ?? Largest - 1) ? interval.Max : null;
            if (wrong is { } value)
            {
                yield return new IntervalFinding(size.Syntax, size.Value.Syntax.ToString(), value.ToString(CultureInfo.InvariantCulture),
                    room is { } bytes ? $"'{memory.Value.Syntax}' has {bytes} bytes" : $"helpers take less than {Largest} bytes");
            }
        }
    }

    private static Interval? SizeOf(IOperation size)
    {
        while (size is IConversionOperation conversion)
        {
            size = conversion.Operand;
        }

        return size is ISizeOfOperation { TypeOperand: var type } && TypeLayout.Of(type) is { } layout ? Interval.Constant(layout.Size) : null;
    }

    // Memory is followed by its size.
    private static IEnumerable<(IArgumentOperation Memory, IArgumentOperation Size)> SizesOf(IOperation operation, BpfSymbols symbols)
    {
        if (operation is not IInvocationOperation call || !BpfSymbols.Has(call.TargetMethod, symbols.HelperAttribute))
        {
            yield break;
        }

        foreach (IArgumentOperation size in call.Arguments)
        {
            if (size.Parameter is { Ordinal: > 0 } parameter && IsSize(parameter.Name)
                && call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal - 1)
                    is { Parameter.Type: IPointerTypeSymbol } memory)
            {
                yield return (memory, size);
            }
        }
    }

    private static bool IsSize(string name) => name.EndsWith("size", StringComparison.OrdinalIgnoreCase) || name.StartsWith("sizeOf", StringComparison.Ordinal)
        || name.EndsWith("len", StringComparison.OrdinalIgnoreCase) || name.EndsWith("sz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns how many bytes the memory has that a helper gets; null when unknown.</summary>
    public static long? RoomOf(IArgumentOperation memory, KnownLengths lengths)
    {
        IOperation value = memory.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is IAddressOfOperation { Reference: ILocalReferenceOperation { Local.Type: var local } })
        {
            return TypeLayout.Of(local)?.Size;
        }

        return value.Type is IPointerTypeSymbol { PointedAtType: { } element } && value.Syntax is ExpressionSyntax expression
            && lengths.Of(expression) is { } count && TypeLayout.Of(element) is { } layout ? (long)count * layout.Size : null;
    }
}
