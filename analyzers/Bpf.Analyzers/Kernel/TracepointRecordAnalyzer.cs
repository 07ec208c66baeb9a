using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0422 and BPF0423: compares the records that tracepoint programs declare with those of the known kernels. The loader compares them with the running
/// kernel.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracepointRecordAnalyzer : ProgramAnalyzer
{
    private static readonly DiagnosticDescriptor s_layout = Descriptors.Of(BpfDiagnostics.RecordLayoutDiffers);
    private static readonly DiagnosticDescriptor s_type = Descriptors.Of(BpfDiagnostics.RecordOfOtherTracepoint);

    /// <summary>Creates the analyzer.</summary>
    public TracepointRecordAnalyzer() : base(s_layout, s_type)
    {
    }

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols, IMethodSymbol program, ProgramKind kind)
    {
        if (kind is not { Family: ProgramFamily.Tracepoint, Arguments: ProgramArguments.ContextStruct } || program.Parameters.Length != 1
            || (program.Parameters[0].Type is IPointerTypeSymbol pointer ? pointer.PointedAtType : program.Parameters[0].Type) is not INamedTypeSymbol record)
        {
            return;
        }

        Location location = program.Parameters[0].Locations[0];
        string? kernelName = BpfSymbols.AttributeOf(record, symbols.KernelStructAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;
        foreach (string target in DeclaredPrograms.Of(program, kind, symbols).Targets)
        {
            if (ReferenceRecords.TypeOf(target) is not { } type)
            {
                continue;
            }

            if (kernelName is not null)
            {
                if (TypeFlavor.Essential(kernelName) is var name && name != type && name.StartsWith(ReferenceRecords.Prefix, StringComparison.Ordinal))
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_type, location, target, type, name));
                }
            }
            else if (FaultOf(record, type, program, context.CancellationToken) is { } text)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_layout, location, target, text.Fault, text.Declared, text.Kernel));
            }
        }
    }

    private static (string Fault, string Declared, string Kernel)? FaultOf(INamedTypeSymbol record, string type, IMethodSymbol program,
        CancellationToken cancellation)
    {
        if (ReferenceRecords.FieldsOf(type) is not { } kernel || RecordLayout.Of(record) is not { } declared)
        {
            return null;
        }

        // What is not named in the class is not read, or only as part of a copy.
        HashSet<string> named = [.. program.ContainingType.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(cancellation).DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            .Select(static access => access.Name.Identifier.Text)];
        (int, int)[] reads = [.. declared.Where(member => named.Contains(member.Name.Split('.', '[')[0]))
            .Select(static member => (member.Offset, member.IsBytes ? 1 : member.Size))];
        IReadOnlyList<RecordFault> faults = new RecordComparison(declared, kernel).FaultsOf(reads);
        return faults.Count == 0 ? null : ($"'{faults[0].Member.Name}' {faults[0].Reason}", List(declared), List(kernel));
    }

    private static string List(IEnumerable<RecordMember> members)
        => string.Join(", ", members.Where(static member => member.End > RecordComparison.CommonSize)
            .Select(static member => $"{member.Type} {member.Name} at {member.Offset}"));
}
