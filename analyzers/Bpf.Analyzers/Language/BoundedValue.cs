using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// Determines whether a value has a limit that the verifier can see: a constant, a small type, arithmetic and methods that limit it, a variable that is
/// assigned such a value or compared with one before its use, or a parameter that receives such a value from every caller.
/// </summary>
internal sealed class BoundedValue(BpfCodeGraph graph, Compilation compilation, CancellationToken cancellation)
{
    private const int MaximumDepth = 8;

    /// <summary>Returns true when a value has a limit where it is used.</summary>
    /// <param name="value">The value.</param>
    /// <param name="place">The statement that uses it.</param>
    public bool Is(IOperation value, IOperation place) => Is(value, place, depth: 0);

    /// <summary>Returns true when a condition contains an ordered comparison with a limited value that the loop does not change.</summary>
    public bool IsLimit(IOperation? condition, ILoopOperation loop) => condition is not null && condition.DescendantsAndSelf().Any(part => part switch
    {
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals,
        } binary => !IsAlwaysTrue(binary) && !IsReadAnew(binary, loop) && (IsLimitOf(binary.LeftOperand, loop) || IsLimitOf(binary.RightOperand, loop)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => IsCount(binary.LeftOperand, binary.RightOperand, loop)
            || IsCount(binary.RightOperand, binary.LeftOperand, loop),
        IRelationalPatternOperation => true,
        _ => false,
    });

    // ++count == constant, or count == constant
    private bool IsCount(IOperation count, IOperation limit, ILoopOperation loop) => IsLimitOf(limit, loop) && (Bare(count) is IIncrementOrDecrementOperation
        || (VariableOf(Bare(count)) is { } variable && loop.Descendants().Any(operation => operation switch
        {
            IIncrementOrDecrementOperation step => IsReference(step.Target, variable),
            ICompoundAssignmentOperation step => IsReference(step.Target, variable),
            ISimpleAssignmentOperation step => IsReference(step.Target, variable) && step.Value.Descendants().Any(part => IsReference(part, variable)),
            _ => false,
        })));

    // Numbers without a sign are not below zero.
    private static bool IsAlwaysTrue(IBinaryOperation comparison)
        => comparison.LeftOperand.Type?.SpecialType is SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr
            && (comparison.OperatorKind == BinaryOperatorKind.GreaterThanOrEqual ? comparison.RightOperand
                : comparison.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? comparison.LeftOperand : null) is { } limit
            && IntegerConstant.Of(limit.ConstantValue) == 0;

    // A value that each round reads from memory may differ from a constant forever.
    private static bool IsReadAnew(IBinaryOperation comparison, ILoopOperation loop) => comparison.OperatorKind == BinaryOperatorKind.NotEquals
        && new[] { comparison.LeftOperand, comparison.RightOperand }.Select(operand => VariableOf(Bare(operand))).OfType<ISymbol>().Any(variable => loop
            .Descendants().OfType<IArgumentOperation>()
            .Any(argument => argument is { Parameter.RefKind: RefKind.Out } && IsReference(argument.Value, variable)));

    private bool IsLimitOf(IOperation operand, ILoopOperation loop)
        => Is(operand, loop) && (IsSmall(operand.Type) || !loop.Descendants().Any(operation => IsSameTarget(operation, Bare(operand))));

    private static bool IsSameTarget(IOperation operation, IOperation variable)
    {
        IOperation? target = operation switch
        {
            IIncrementOrDecrementOperation increment => increment.Target,
            IAssignmentOperation assignment => assignment.Target,
            _ => null,
        };
        return target is not null && variable is ILocalReferenceOperation or IParameterReferenceOperation
            && target.Syntax.IsEquivalentTo(variable.Syntax, topLevel: false);
    }

    private bool Is(IOperation value, IOperation place, int depth)
    {
        if (depth > MaximumDepth)
        {
            return false;
        }

        if (value.ConstantValue.HasValue || IsSmall(value.Type))
        {
            return true;
        }

        return value switch
        {
            IConversionOperation { OperatorMethod: null } conversion => Is(conversion.Operand, place, depth),
            IPropertyReferenceOperation { Property: { Name: "Length" or "Count" } length } when !UserCode.Has(length, compilation) => true,
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
            IPropertyReferenceOperation property when IsProperty(property, depth + 1) => true,
            IBinaryOperation { OperatorMethod: null } binary => IsArithmetic(binary, place, depth + 1),
            IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Plus or UnaryOperatorKind.Minus or UnaryOperatorKind.BitwiseNegation } unary
                => Is(unary.Operand, place, depth + 1),
            IConditionalOperation { WhenFalse: { } whenFalse } choice =>
                IsChoice(choice, choice.WhenTrue, whenTrue: true) && IsChoice(choice, whenFalse, whenTrue: false),
            ISwitchExpressionOperation choice => choice.Arms.All(arm => Is(arm.Value, place, depth + 1)),
            ISimpleAssignmentOperation assignment => Is(assignment.Value, place, depth + 1),
            IInvocationOperation call => IsCall(call, place, depth + 1),
            // Addresses in the program's own memory.
            IAddressOfOperation or ILocalReferenceOperation { Local.IsFixed: true } => true,
            _ when value.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => true,
            ILocalReferenceOperation { Local: var local } => IsGuarded(value, place, depth + 1) || IsAssigned(local, value, place, depth + 1),
            IParameterReferenceOperation { Parameter: var parameter } => IsGuarded(value, place, depth + 1) || IsAssigned(parameter, value, place, depth + 1)
                || IsGivenByCallers(parameter, value, depth + 1),
            IFieldReferenceOperation or IPropertyReferenceOperation => IsGuarded(value, place, depth + 1),
            _ => false,
        };

        bool IsChoice(IConditionalOperation choice, IOperation branch, bool whenTrue)
            => Is(branch, place, depth + 1) || Limits(choice.Condition, branch, whenTrue, place, depth + 1);
    }

    private static bool IsSmall(ITypeSymbol? type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type)?.SpecialType
        is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char
            or SpecialType.System_Boolean;

    private bool IsArithmetic(IBinaryOperation binary, IOperation place, int depth) => binary.OperatorKind switch
    {
        BinaryOperatorKind.And => Is(binary.LeftOperand, place, depth) || Is(binary.RightOperand, place, depth),
        BinaryOperatorKind.Remainder => Is(binary.RightOperand, place, depth) || Is(binary.LeftOperand, place, depth),
        BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift => Is(binary.LeftOperand, place, depth) || LeavesFewBits(binary),
        BinaryOperatorKind.Divide => Is(binary.LeftOperand, place, depth),
        BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr
            or BinaryOperatorKind.LeftShift => Is(binary.LeftOperand, place, depth) && Is(binary.RightOperand, place, depth),
        _ => false,
    };

    private static bool LeavesFewBits(IBinaryOperation shift)
        => IntegerConstant.Of(shift.RightOperand.ConstantValue) is { } count
            && count >= (shift.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_UInt32 ? 16 : 48);

    private bool IsCall(IInvocationOperation call, IOperation place, int depth)
    {
        IMethodSymbol method = call.TargetMethod;
        if (!UserCode.Has(method, compilation))
        {
            return method.Name switch
            {
                "Min" or "Clamp" => call.Arguments.Any(argument => Is(argument.Value, place, depth)),
                "Max" => call.Arguments.All(argument => Is(argument.Value, place, depth)),
                "Abs" => call.Arguments.All(argument => Is(argument.Value, place, depth)),
                "PopCount" or "Log2" or "LeadingZeroCount" or "TrailingZeroCount" => true,
                _ => false,
            };
        }

        IReturnOperation[] results = [.. BodyOf(method, call).OfType<IReturnOperation>().Where(static result => result.ReturnedValue is not null)];
        return results.Length > 0 && results.All(result => Is(result.ReturnedValue!, result, depth));
    }

    // A getter that returns a limited value, one of a type argument, or the property of a value made from limited ones.
    private bool IsProperty(IPropertyReferenceOperation property, int depth)
    {
        if (property.Property is not { IsIndexer: false, GetMethod: { } getter } || !UserCode.Has(getter, compilation))
        {
            return false;
        }

        if (getter is { IsStatic: true, IsAbstract: true } or { IsStatic: true, IsVirtual: true })
        {
            return true;
        }

        IReturnOperation[] results = [.. BodyOf(getter, property).OfType<IReturnOperation>().Where(static result => result.ReturnedValue is not null)];
        return results.Length > 0 ? results.All(result => Is(result.ReturnedValue!, result, depth))
            : property.Property.SetMethod is null or { IsInitOnly: true } && CreationOf(property.Instance) is { } creation
                && creation.Arguments.All(argument => Is(argument.Value, creation, depth))
                && creation.Initializer?.Initializers.All(set => set is ISimpleAssignmentOperation { Value: var value } && Is(value, creation, depth)) != false;
    }

    private static IObjectCreationOperation? CreationOf(IOperation? instance) => instance switch
    {
        IObjectCreationOperation creation => creation,
        ILocalReferenceOperation { Local: var local } => RootOf(instance).Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => IsSame(declarator.Symbol, local))?.GetVariableInitializer()?.Value as IObjectCreationOperation,
        _ => null,
    };

    private IEnumerable<IOperation> BodyOf(IMethodSymbol method, IOperation use) => method.MethodKind == MethodKind.LocalFunction
        ? RootOf(use).Descendants().OfType<ILocalFunctionOperation>()
            .Where(function => SymbolEqualityComparer.Default.Equals(function.Symbol, method.OriginalDefinition))
            .SelectMany(static function => function.Descendants())
        : CodeOf.Method(method.OriginalDefinition, compilation, cancellation);

    // All values assigned to the variable before the place; a value assigned through a reference is unknown.
    private bool IsAssigned(ISymbol variable, IOperation use, IOperation place, int depth)
    {
        bool isAssigned = false;
        bool isReset = false;
        foreach (IOperation operation in RootOf(use).Descendants().Where(operation => operation.Syntax.SpanStart <= place.Syntax.SpanStart))
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when IsSame(declarator.Symbol, variable):
                    isAssigned = Is(value, declarator, depth);
                    break;
                case ISimpleAssignmentOperation assignment when IsReference(assignment.Target, variable):
                    isAssigned = Is(assignment.Value, assignment, depth);
                    break;
                case ICompoundAssignmentOperation assignment when IsReference(assignment.Target, variable):
                    isReset = assignment.OperatorKind is BinaryOperatorKind.And or BinaryOperatorKind.Remainder && Is(assignment.Value, assignment, depth);
                    isAssigned = isReset || (isAssigned && Is(assignment.Value, assignment, depth));
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when IsReference(argument.Value, variable):
                    isAssigned = false;
                    break;
            }
        }

        return isAssigned;
    }

    // if (n > 32) n = 32;   if (n > 32) return 0;   if (n < 32) { … }
    private bool IsGuarded(IOperation value, IOperation place, int depth)
    {
        foreach (IConditionalOperation conditional in RootOf(value).Descendants().OfType<IConditionalOperation>())
        {
            if (conditional.Syntax.SpanStart > place.Syntax.SpanStart || conditional.Type is not null)
            {
                continue;
            }

            bool isInTrue = Contains(conditional.WhenTrue, place);
            bool isInFalse = conditional.WhenFalse is { } other && Contains(other, place);
            bool isTrueLeft = Leaves(conditional.WhenTrue) || Assigns(conditional.WhenTrue, value, depth);
            bool isFalseLeft = conditional.WhenFalse is { } otherwise && (Leaves(otherwise) || Assigns(otherwise, value, depth));
            if ((!isInTrue && (isInFalse || isTrueLeft) && Limits(conditional.Condition, value, whenTrue: false, place, depth))
                || (!isInFalse && (isInTrue || isFalseLeft) && Limits(conditional.Condition, value, whenTrue: true, place, depth)))
            {
                return true;
            }
        }

        return false;
    }

    // True when the condition, being true or false, implies that the value has a limit.
    private bool Limits(IOperation condition, IOperation value, bool whenTrue, IOperation place, int depth)
    {
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Limits(not.Operand, value, !whenTrue, place, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And
                or BinaryOperatorKind.Or } both
                => Limits(both.LeftOperand, value, whenTrue, place, depth) || Limits(both.RightOperand, value, whenTrue, place, depth),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } less
                => whenTrue ? IsAtMost(less.LeftOperand, less.RightOperand) : IsAtMost(less.RightOperand, less.LeftOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } greater
                => whenTrue ? IsAtMost(greater.RightOperand, greater.LeftOperand) : IsAtMost(greater.LeftOperand, greater.RightOperand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equal =>
                whenTrue && (IsAtMost(equal.LeftOperand, equal.RightOperand) || IsAtMost(equal.RightOperand, equal.LeftOperand)),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } different
                => !whenTrue && (IsAtMost(different.LeftOperand, different.RightOperand) || IsAtMost(different.RightOperand, different.LeftOperand)),
            IIsPatternOperation pattern => IsSameValue(pattern.Value, value) && Limits(pattern.Pattern, whenTrue),
            _ => false,
        };

        bool IsAtMost(IOperation small, IOperation large) => IsSameValue(small, value) && Is(large, place, depth + 1);
    }

    private static bool Limits(IPatternOperation pattern, bool whenTrue) => pattern switch
    {
        IConstantPatternOperation => whenTrue,
        INegatedPatternOperation not => Limits(not.Pattern, !whenTrue),
        IBinaryPatternOperation both => Limits(both.LeftPattern, whenTrue) || Limits(both.RightPattern, whenTrue),
        IRelationalPatternOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual } => whenTrue,
        IRelationalPatternOperation => !whenTrue,
        _ => false,
    };

    // A method that is called only with limited values.
    private bool IsGivenByCallers(IParameterSymbol parameter, IOperation use, int depth)
    {
        IInvocationOperation[] calls = parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } function
                => [.. RootOf(use).Descendants().OfType<IInvocationOperation>().Where(call => IsSame(call.TargetMethod.OriginalDefinition, function))],
            IMethodSymbol method => [.. graph.CallsOf(method)],
            _ => [],
        };
        return calls.Length > 0 && calls.All(call => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument
            && Is(argument.Value, call, depth));
    }

    private static bool Contains(IOperation branch, IOperation place) => branch.Syntax.Span.Contains(place.Syntax.Span);

    private static bool Leaves(IOperation branch) => branch switch
    {
        IBlockOperation block => block.Operations.Length > 0 && Leaves(block.Operations[block.Operations.Length - 1]),
        IReturnOperation or IBranchOperation or IThrowOperation => true,
        _ => false,
    };

    private bool Assigns(IOperation branch, IOperation value, int depth) => branch.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>()
        .Any(assignment => IsSameValue(assignment.Target, value) && Is(assignment.Value, assignment, depth));

    private static bool IsReference(IOperation operation, ISymbol variable) => VariableOf(operation) is { } referred && IsSame(referred, variable);

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IParameterReferenceOperation reference => reference.Parameter,
        IDeclarationExpressionOperation declaration => VariableOf(declaration.Expression),
        _ => null,
    };

    private static bool IsSameValue(IOperation left, IOperation right) => Bare(left).Syntax.IsEquivalentTo(Bare(right).Syntax, topLevel: false);

    private static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    private static bool IsSame(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent is not null)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
