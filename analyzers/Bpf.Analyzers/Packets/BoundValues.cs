using System.Collections.Immutable;
using Bpf.Analyzers.Intervals;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>Computes what is known about expressions on a path.</summary>
internal sealed class BoundValues(PacketPointers pointers, BpfSymbols symbols)
{
    private const string Anything = "*";

    // Structs of more bytes are not headers.
    private const int LargestPart = 256;

    /// <summary>Returns the value of an expression; null when nothing is known.</summary>
    public BoundValue? Of(IOperation operation, BoundState state)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return constant is bool truth ? Truth(truth) : IntegerConstant.Of(operation.ConstantValue) is { } number ? new BoundValue.Constant(number) : null;
        }

        if (PlaceOf(operation, state) is var (address, type))
        {
            return Load(address, type);
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, state),
            IConversionOperation { OperatorMethod: null } conversion => Convert(Of(conversion.Operand, state), conversion.Type),
            IBinaryOperation { OperatorMethod: null } binary => OfBinary(binary, state),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => Not(Of(not.Operand, state)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, OperatorMethod: null } minus when Of(minus.Operand, state) is BoundValue.Constant value
                => new BoundValue.Constant(-value.Number),
            IPropertyReferenceOperation property => OfProperty(property, state),
            IFieldReferenceOperation field => OfField(field, state),
            ISizeOfOperation size => SizeOf(size.TypeOperand),
            IAddressOfOperation addressOf => PlaceOf(addressOf.Reference, state)?.Address,
            IIsPatternOperation match => Unknown(match, $"is {match.Pattern.Syntax}:{match.Syntax.SpanStart}", state),
            IInvocationOperation call => state.Of(call) ?? OfCall(call, state),
            ISimpleAssignmentOperation assignment => Of(assignment.Target, state),
            ICompoundAssignmentOperation or IIncrementOrDecrementOperation => state.Of(operation),
            _ => KeyOf(operation) is { } key ? state.Of(key) : null,
        };
    }

    /// <summary>Returns what the state knows a variable by; null for what is not a variable.</summary>
    public static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFlowCaptureReferenceOperation capture => capture.Id,
        IDeclarationExpressionOperation declaration => KeyOf(declaration.Expression),
        IParenthesizedOperation parenthesized => KeyOf(parenthesized.Operand),
        _ => null,
    };

    /// <summary>Returns the variable in the packet that an expression is, and its type; null for others.</summary>
    public (BoundValue.Pointer Address, ITypeSymbol Type)? PlaceOf(IOperation operation, BoundState state)
    {
        switch (operation)
        {
            case { Kind: OperationKind.None } when operation.ChildOperations.Count is 1 or 2
                && operation.ChildOperations.First() is { Type: IPointerTypeSymbol { PointedAtType: { } element } } start
                && Of(start, state) is BoundValue.Pointer pointer:
                BoundValue? target = operation.ChildOperations.Count == 1 ? pointer : Add(pointer, Of(operation.ChildOperations.Last(), state), element, 1);
                return target is BoundValue.Pointer found ? (found, element) : null;
            case IParenthesizedOperation parenthesized:
                return PlaceOf(parenthesized.Operand, state);
            case IFieldReferenceOperation { Instance: { } instance, Field: { IsFixedSizeBuffer: false } field } when AddressOf(instance, state) is { } owner
                && TypeLayout.OffsetOf(field) is { } offset:
                return (owner.Add(offset), field.Type);
            case { Type: { } type } when KeyOf(operation) is { } key && state.Of(key) is BoundValue.Place place:
                return (place.Address, type);
            case IInvocationOperation { Type: { } type } call when call.TargetMethod.ReturnsByRef && state.Of(call) is BoundValue.Place returned:
                return (returned.Address, type);
            case IInvocationOperation { TargetMethod: { Name: "AsRef", ContainingType.Name: "Unsafe" }, Arguments: { Length: 1 } arguments, Type: { } type }
                when Of(arguments[0].Value, state) is BoundValue.Pointer referred:
                return (referred, type);
            default:
                return null;
        }
    }

    /// <summary>Returns what an unknown condition depends on.</summary>
    public IEnumerable<string> SourcesOf(IOperation operation, BoundState state)
    {
        BoundValue? value = Of(operation, state);
        if (value is BoundValue.Term term)
        {
            return term.Sources;
        }

        if (value is BoundValue.Test test)
        {
            return test.Subject.Sources;
        }

        if (value is not null)
        {
            return [];
        }

        bool isKnown = operation is IBinaryOperation or IUnaryOperation or IConversionOperation or IParenthesizedOperation
            or IIsPatternOperation or IArgumentOperation or IPatternOperation || operation.ConstantValue.HasValue;
        return isKnown || operation is IInvocationOperation
            ? operation.ChildOperations.SelectMany(child => SourcesOf(child, state)).Concat(isKnown ? [] : [Anything])
            : [Anything];
    }

    /// <summary>Returns the sources that stand for bytes of the packet.</summary>
    public static ImmutableHashSet<string> BytesOf(BoundValue.Pointer address, int count)
        => [.. Enumerable.Range(0, Math.Min(count, LargestPart)).Select(index => $"{address.Base}[{address.Offset + index}]")];

    /// <summary>Returns what a compound assignment or an increment makes of a value.</summary>
    public BoundValue? Apply(BinaryOperatorKind kind, BoundValue? left, BoundValue? right, ITypeSymbol? type) => kind switch
    {
        BinaryOperatorKind.Add when type is IPointerTypeSymbol pointer => Add(left, right, pointer.PointedAtType, 1),
        BinaryOperatorKind.Subtract when type is IPointerTypeSymbol pointer => Add(left, right, pointer.PointedAtType, -1),
        BinaryOperatorKind.Add => Add(left, right, null, 1) ?? Add(right, left, null, 1) ?? Arithmetic(kind, left, right, type),
        BinaryOperatorKind.Subtract when left is BoundValue.End { Offset: 0 } && right is BoundValue.Pointer from => new BoundValue.Distance(from),
        BinaryOperatorKind.Subtract when left is BoundValue.Pointer to && right is BoundValue.Pointer from && to.Base == from.Base
            => new BoundValue.Constant(to.Offset - from.Offset),
        BinaryOperatorKind.Subtract => Add(left, right, null, -1) ?? Arithmetic(kind, left, right, type),
        _ => Arithmetic(kind, left, right, type),
    };

    private static BoundValue.Constant Truth(bool value) => new(value ? 1 : 0);

    private static BoundValue? Not(BoundValue? value) => value switch
    {
        BoundValue.Constant constant => Truth(constant.Number == 0),
        BoundValue.Check check => check with { IsNegated = !check.IsNegated },
        BoundValue.Test test => test with { IsNegated = !test.IsNegated },
        BoundValue.UnknownCheck => value,
        BoundValue.Term term => term with { Name = "!" + term.Name },
        _ => null,
    };

    private BoundValue? OfBinary(IBinaryOperation binary, BoundState state)
    {
        BoundValue? left = Of(binary.LeftOperand, state), right = Of(binary.RightOperand, state);
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.Subtract when binary.LeftOperand.Type is IPointerTypeSymbol { PointedAtType: { } element }
                && binary.RightOperand.Type is IPointerTypeSymbol:
                return TypeLayout.Of(element)?.Size == 1 ? Apply(binary.OperatorKind, left, right, null) : null;
            case BinaryOperatorKind.Add when binary.RightOperand.Type is IPointerTypeSymbol:
                return Apply(binary.OperatorKind, right, left, binary.Type);
            case BinaryOperatorKind.LessThan:
                return Compare(left, right, isStrict: true, binary, state);
            case BinaryOperatorKind.LessThanOrEqual:
                return Compare(left, right, isStrict: false, binary, state);
            case BinaryOperatorKind.GreaterThan:
                return Compare(right, left, isStrict: true, binary, state);
            case BinaryOperatorKind.GreaterThanOrEqual:
                return Compare(right, left, isStrict: false, binary, state);
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals when RangeOf(left) is { } one && RangeOf(right) is { } other
                && ((one.IsSingle && other.IsSingle) || one.Max < other.Min || one.Min > other.Max):
                return Truth((one == other) == (binary.OperatorKind == BinaryOperatorKind.Equals));
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                return (left, right) switch
                {
                    (BoundValue.Term { Offset: 0 } term, BoundValue.Constant number) => Is(term, number.Number),
                    (BoundValue.Constant number, BoundValue.Term { Offset: 0 } term) => Is(term, number.Number),
                    _ => Unknown(binary, $"=={binary.Syntax.SpanStart}", state),
                };

                BoundValue.Test Is(BoundValue.Term term, decimal number)
                    => new(term, number, number, IsNegated: binary.OperatorKind == BinaryOperatorKind.NotEquals);
            default:
                return Apply(binary.OperatorKind, left, right, binary.Type);
        }
    }

    // smaller < larger, or smaller <= larger
    private BoundValue? Compare(BoundValue? smaller, BoundValue? larger, bool isStrict, IBinaryOperation comparison, BoundState state)
    {
        decimal more = isStrict ? 1 : 0;
        switch (smaller, larger)
        {
            case (BoundValue.Pointer pointer, BoundValue.End end):
                // That a packet has more than no bytes is lost on the verifier: find_good_pkt_pointers, kernel/bpf/verifier.c
                return new BoundValue.Check(pointer, pointer.Offset - end.Offset + more,
                    !isStrict || pointer.Offset != 0 || pointer.IsVariable, IsNegated: false);
            case (BoundValue.End end, BoundValue.Pointer pointer):
                return new BoundValue.Check(pointer, pointer.Offset - end.Offset + 1 - more,
                    isStrict || pointer.Offset != 0 || pointer.IsVariable, IsNegated: true);
            case (BoundValue.Constant least, BoundValue.Distance distance):
                return OfDistance(distance, least.Number + more, isNegated: false);
            case (BoundValue.Distance distance, BoundValue.Constant most):
                return OfDistance(distance, most.Number + 1 - more, isNegated: true);
            case (BoundValue.End or BoundValue.Distance, _) or (_, BoundValue.End or BoundValue.Distance):
                return new BoundValue.UnknownCheck();
        }

        return RangeOf(smaller) is { } left && RangeOf(larger) is { } right && (left.Max + more <= right.Min || left.Min > right.Max - more)
            ? Truth(left.Max + more <= right.Min)
            : (smaller, larger) switch
            {
                (BoundValue.Term { Offset: 0 } term, BoundValue.Constant most)
                    => new BoundValue.Test(term, term.Range.Min, most.Number - more, IsNegated: false),
                (BoundValue.Constant least, BoundValue.Term { Offset: 0 } term)
                    => new BoundValue.Test(term, least.Number + more, term.Range.Max, IsNegated: false),
                _ => Unknown(comparison, $"<{comparison.Syntax.SpanStart}", state),
            };
    }

    // For the verifier, the difference of two pointers is any number. The compiler may make comparisons of pointers from those with 0 and 1.
    private static BoundValue.Check OfDistance(BoundValue.Distance distance, decimal bytes, bool isNegated)
        => new(distance.From, distance.From.Offset + bytes, bytes <= 1, isNegated);

    private static Interval? RangeOf(BoundValue? value) => value switch
    {
        BoundValue.Constant constant => Interval.Constant(constant.Number),
        BoundValue.Term term => term.Range,
        _ => null,
    };

    private BoundValue.Term? Unknown(IOperation operation, string name, BoundState state)
        => new(name, 0, new Interval(0, 1, false, false, 0), [.. operation.ChildOperations.SelectMany(child => SourcesOf(child, state))], IsInput: false);

    private static BoundValue? Convert(BoundValue? value, ITypeSymbol? type)
    {
        switch (value)
        {
            case BoundValue.Constant constant:
                return Interval.RangeOf(type) is var (min, max) && (constant.Number < min || constant.Number > max) ? null : value;
            case BoundValue.Term term:
                return term.Range.In(type) is not { } range ? null : range == term.Range ? value
                    : term with { Name = $"({type!.Name}){term.Name}+{term.Offset}", Offset = 0, Range = range };
            case BoundValue.Distance:
                return value; // shorter ones are compared in the same way
            case BoundValue.Pointer or BoundValue.End:
                return type is IPointerTypeSymbol || Interval.RangeOf(type) is (_, >= long.MaxValue) ? value : null;
            default:
                return value is BoundValue.Check or BoundValue.UnknownCheck or BoundValue.Test ? value : null;
        }
    }

    private static BoundValue? Add(BoundValue? address, BoundValue? number, ITypeSymbol? element, int sign)
    {
        decimal scale = 1;
        if (element is not null)
        {
            if (TypeLayout.Of(element) is not { } layout)
            {
                return null;
            }

            scale = layout.Size;
        }

        return (address, number) switch
        {
            (BoundValue.Pointer pointer, BoundValue.Constant bytes) => pointer.Add(bytes.Number * scale * sign),
            (BoundValue.Pointer pointer, BoundValue.Term { IsInput: true } term) when sign > 0
                => new BoundValue.Pointer(Join(pointer.Base, Scaled(term.Name, scale)), pointer.Offset + term.Offset * scale,
                    pointer.Sources.Union(term.Sources)),
            (BoundValue.End end, BoundValue.Constant bytes) => new BoundValue.End(end.Offset + bytes.Number * scale * sign),
            (BoundValue.Distance distance, BoundValue.Constant bytes) => new BoundValue.Distance(distance.From.Add(-bytes.Number * scale * sign)),
            _ => null,
        };
    }

    private static string Scaled(string name, decimal scale) => scale == 1 ? name : $"({name}*{scale})";

    // The order of the parts does not matter.
    private static string Join(string @base, string part)
        => string.Join(" + ", @base.Split([" + "], StringSplitOptions.RemoveEmptyEntries).Append(part).OrderBy(static item => item, StringComparer.Ordinal));

    private static BoundValue? Arithmetic(BinaryOperatorKind kind, BoundValue? left, BoundValue? right, ITypeSymbol? type)
    {
        if (RangeOf(left) is not { } one || RangeOf(right) is not { } other)
        {
            return null;
        }

        Interval? result = IntervalArithmetic.Apply(kind, one, other)?.In(type) ?? Interval.Unknown(type);
        if (result is not { } range)
        {
            return null;
        }

        if (one.IsSingle && other.IsSingle)
        {
            return range.IsSingle ? new BoundValue.Constant(range.Min) : null;
        }

        ImmutableHashSet<string> sources = [.. new[] { left, right }.OfType<BoundValue.Term>().SelectMany(static term => term.Sources)];
        bool isInput = !range.IsSingle && new[] { left, right }.OfType<BoundValue.Term>().All(static term => term.IsInput);
        return (kind, left, right) switch
        {
            (BinaryOperatorKind.Add, BoundValue.Term term, BoundValue.Constant number) => term with { Offset = term.Offset + number.Number, Range = range },
            (BinaryOperatorKind.Add, BoundValue.Constant number, BoundValue.Term term) => term with { Offset = term.Offset + number.Number, Range = range },
            (BinaryOperatorKind.Subtract, BoundValue.Term term, BoundValue.Constant number)
                => term with { Offset = term.Offset - number.Number, Range = range },
            (BinaryOperatorKind.Multiply, BoundValue.Term term, BoundValue.Constant number) => Times(term, number.Number),
            (BinaryOperatorKind.Multiply, BoundValue.Constant number, BoundValue.Term term) => Times(term, number.Number),
            (BinaryOperatorKind.LeftShift, BoundValue.Term term, BoundValue.Constant { Number: >= 0 and < 32 } number)
                => Times(term, 1UL << (int)number.Number),
            _ => new BoundValue.Term($"({NameOf(left)} {kind} {NameOf(right)})", 0, range, sources, isInput),
        };

        BoundValue Times(BoundValue.Term term, decimal factor)
            => new BoundValue.Term(Scaled(term.Name, factor), term.Offset * factor, range, sources, isInput);
    }

    private static string NameOf(BoundValue? value)
        => value is BoundValue.Term term ? $"{term.Name}+{term.Offset}" : value is BoundValue.Constant constant ? constant.Number.ToString() : "?";

    private BoundValue? OfProperty(IPropertyReferenceOperation property, BoundState state)
    {
        if (pointers.IsSource(property) && property.Property.Type is IPointerTypeSymbol)
        {
            return property.Property.Name == "DataEnd" ? new BoundValue.End(0) : new BoundValue.Pointer("", 0, []);
        }

        if (property is { Instance: { } instance, Arguments.IsEmpty: true } && HeaderOf(instance, state) is var (address, type)
            && TypeLayout.Of(type) is { } layout && Interval.Unknown(property.Type) is { } range)
        {
            return new BoundValue.Term($"{address.Base}[{address.Offset}].{property.Property.Name}", 0, range, BytesOf(address, layout.Size), IsInput: true);
        }

        return property.Instance?.Type is { } owner && pointers.IsContext(owner) && Interval.Unknown(property.Type) is { } values
            ? new BoundValue.Term("context." + property.Property.Name, 0, values, ["context." + property.Property.Name], IsInput: true) : null;
    }

    private BoundValue? OfField(IFieldReferenceOperation field, BoundState state)
    {
        if (field is { Instance: { } owner, Field.IsFixedSizeBuffer: true } && AddressOf(owner, state) is { } start
            && TypeLayout.OffsetOf(field.Field) is { } offset)
        {
            return start.Add(offset);
        }

        return field.Instance is { } instance && HeaderOf(instance, state) is var (address, _) && TypeLayout.OffsetOf(field.Field) is { } part
                ? Load(address.Add(part), field.Type!)
            : field.Field.IsStatic && Interval.Unknown(field.Type) is { } range
                ? new BoundValue.Term(field.Field.ToDisplayString(), 0, range, [field.Field.ToDisplayString()], IsInput: false) : null;
    }

    // p of p->Field is a value, and s of s.Field a variable.
    private BoundValue.Pointer? AddressOf(IOperation instance, BoundState state)
        => instance.Type is IPointerTypeSymbol ? Of(instance, state) as BoundValue.Pointer : PlaceOf(instance, state)?.Address;

    /// <summary>Returns the struct in the packet, or the copy of one, that an expression is.</summary>
    public (BoundValue.Pointer Address, ITypeSymbol Type)? HeaderOf(IOperation instance, BoundState state)
        => PlaceOf(instance, state) ?? (instance.Type is { } type && Of(instance, state) is BoundValue.Copy copy ? (copy.Address, type) : null);

    private static BoundValue? Load(BoundValue.Pointer address, ITypeSymbol type)
    {
        if (TypeLayout.Of(type) is not { } layout)
        {
            return null;
        }

        return Interval.Unknown(type) is { } range
            ? new BoundValue.Term($"{address.Base}[{address.Offset}:{layout.Size}]", 0, range, BytesOf(address, layout.Size), IsInput: true)
            : type is IPointerTypeSymbol ? null : new BoundValue.Copy(address);
    }

    private static BoundValue.Constant? SizeOf(ITypeSymbol type) => TypeLayout.Of(type) is { } layout ? new BoundValue.Constant(layout.Size) : null;

    private BoundValue? OfCall(IInvocationOperation call, BoundState state)
    {
        IMethodSymbol method = call.TargetMethod;
        if (PacketReads.Of(call) is var (address, type))
        {
            return Of(address, state) is BoundValue.Pointer pointer ? Load(pointer, type) : null;
        }

        if (method is { Name: "SizeOf", ContainingType.Name: "Unsafe", TypeArguments: { Length: 1 } arguments })
        {
            return SizeOf(arguments[0]);
        }

        // Methods of the user may depend on anything.
        if (UserCode.Has(method, symbols.Compilation) || Interval.Unknown(call.Type) is not { } range)
        {
            return null;
        }

        BoundValue?[] values = [.. call.Arguments.Select(argument => Of(argument.Value, state))];
        return new BoundValue.Term(
            $"{method.Name}({string.Join(", ", values.Select(NameOf))}):{call.Syntax.SpanStart}", 0, range,
            [.. call.ChildOperations.SelectMany(child => SourcesOf(child, state)), method.Name],
            IsInput: values.Length > 0 && values.All(static value => value is BoundValue.Term { IsInput: true }));
    }
}
