using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0404 and BPF0405: checks that addresses in the probed process are read as user memory, and kernel addresses as kernel memory.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AddressSpaceAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_userAsKernel = Descriptors.OfCode(BpfDiagnostics.UserMemoryAsKernel);
    private static readonly DiagnosticDescriptor s_kernelAsUser = Descriptors.OfCode(BpfDiagnostics.KernelMemoryAsUser);

    private static readonly string[] s_userProbes = ["UprobeAttribute", "UretprobeAttribute", "UprobeSessionAttribute", "UsdtAttribute"];

    /// <summary>Creates the analyzer.</summary>
    public AddressSpaceAnalyzer() : base(s_userAsKernel, s_kernelAsUser)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        IMethodSymbol method = call.TargetMethod;
        if (!operation.Symbols.IsVocabulary(method) || method.ContainingType.Name is not ("BpfHelpers" or "Core"))
        {
            return;
        }

        (int address, bool isKernel, string? other) = method.Name switch
        {
            "TryReadKernel" => (0, true, "TryReadUser"),
            "ReadKernelText" => (0, true, "ReadUserText"),
            "ProbeReadKernel" => (2, true, "ProbeReadUser"),
            "ProbeReadKernelStr" => (2, true, "ProbeReadUserStr"),
            "Read" when method.ContainingType.Name == "Core" => (0, true, "BpfHelpers.TryReadUser"),
            "TryReadUser" => (0, false, "TryReadKernel"),
            "ReadUserText" => (0, false, "ReadKernelText"),
            "ProbeReadUser" => (2, false, "ProbeReadKernel"),
            "ProbeReadUserStr" => (2, false, "ProbeReadKernelStr"),
            _ => (0, false, null),
        };
        if (other is null || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == address) is not { } given)
        {
            return;
        }

        IOperation origin = OriginOf(given.Value);
        if (isKernel ? IsUserAddress(origin, operation) : IsCurrentTask(origin)
            || KernelObject.IsGiven(OriginOf(given.Value, followsFields: false), operation.Symbols))
        {
            operation.Report(isKernel ? s_userAsKernel : s_kernelAsUser, call.Syntax.GetLocation(), given.Value.Syntax.ToString(), other);
        }
    }

    private static bool IsUserAddress(IOperation origin, in BpfOperation operation)
    {
        if (origin is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "TryReadUser" } })
        {
            return true;
        }

        foreach (AttributeData attribute in operation.Method.GetAttributes())
        {
            bool isUserProbe = attribute.AttributeClass is { } type && Array.IndexOf(s_userProbes, type.Name) >= 0
                && operation.Symbols.KindOf(attribute) is not null;
            bool hasUserArguments = isUserProbe || operation.Symbols.KindOf(attribute)?.Arguments
                is ProgramArguments.SystemCallArguments or ProgramArguments.RecordedArguments;
            bool isSystemCall = attribute.AttributeClass is { Name: "TracepointAttribute" }
                && attribute.ConstructorArguments.FirstOrDefault().Value is string target && target.StartsWith("syscalls:sys_enter_", StringComparison.Ordinal);
            if (origin switch
            {
                IParameterReferenceOperation { Parameter: var parameter }
                    => hasUserArguments && IsOf(parameter, operation.Method) && !IsContext(parameter.Type),
                IPropertyReferenceOperation { Property.Name: "StackPointer" or "FramePointer" or "InstructionPointer" or "ReturnValue"
                    or "FunctionAddress" } property
                    => isUserProbe && IsContext(property.Property.ContainingType),
                IFieldReferenceOperation { Instance: IParameterReferenceOperation { Parameter: var record } } => isSystemCall && IsOf(record, operation.Method),
                _ => false,
            })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(IParameterSymbol parameter, IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method);

    private static bool IsContext(ITypeSymbol type) => type.Name.EndsWith("Context", StringComparison.Ordinal);

    private static bool IsCurrentTask(IOperation origin)
        => origin is IInvocationOperation { TargetMethod: { Name: "GetCurrentTask" or "GetCurrentTaskBtf", ContainingType.Name: "BpfHelpers" } };

    // The origin of an address: offsets, casts, and variables assigned once stay in the same memory. So do fields that pointers of a kernel object lead to, if
    // they are followed; the kernel also keeps addresses of processes in them.
    private static IOperation OriginOf(IOperation value, bool followsFields = true)
    {
        bool isPlace = false;
        for (int step = 0; step < 16; step++)
        {
            IOperation? next = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                IAddressOfOperation address => address.Reference,
                IFieldReferenceOperation { Instance: { Kind: OperationKind.None } pointer } => followsFields || isPlace ? pointer : null,
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, LeftOperand: var left } => left,
                { Kind: OperationKind.None } other when other.ChildOperations.Count > 0 => other.ChildOperations.First(),
                ILocalReferenceOperation reference => OnlyValueOf(reference),
                _ => null,
            };
            if (next is null)
            {
                return value;
            }

            isPlace = value is IAddressOfOperation;
            value = next;
        }

        return value;
    }

    private static IOperation? OnlyValueOf(ILocalReferenceOperation reference)
    {
        IOperation body = reference;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        IOperation? only = null;
        foreach (IOperation operation in body.Descendants())
        {
            IOperation? given = operation switch
            {
                IVariableDeclaratorOperation declarator when IsSame(declarator.Symbol) => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when IsSame(target.Local) => assignment.Value,
                ICompoundAssignmentOperation { Target: ILocalReferenceOperation target } assignment when IsSame(target.Local) => assignment,
                IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } argument
                    when Maps.BpfReferences.LocalOf(argument.Value) is { } local && IsSame(local) => argument,
                _ => null,
            };
            if (given is not null)
            {
                if (only is not null)
                {
                    return null;
                }

                only = given;
            }
        }

        return only;

        bool IsSame(ILocalSymbol local) => SymbolEqualityComparer.Default.Equals(local, reference.Local);
    }
}
