using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Generators.Gathering;

/// <summary>Determines which <c>readonly</c> arrays of a BPF class its programs may write to.</summary>
internal sealed class ArrayWrites(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
{
    private HashSet<IFieldSymbol>? _written;

    /// <summary>Returns true when code reachable from a program may write to an element.</summary>
    public bool Contains(IFieldSymbol array) => (_written ??= Collect()).Contains(array);

    private HashSet<IFieldSymbol> Collect()
    {
        var written = new HashSet<IFieldSymbol>(SymbolEqualityComparer.Default);
        var seen = new HashSet<IMethodSymbol>(
            [
                .. type.GetMembers().OfType<IMethodSymbol>().Where(ProgramReader.IsProgram),
                .. StructOpsReader.TablesOf(type).SelectMany(static table => StructOpsReader.MethodsOf(table.Type)),
            ],
            SymbolEqualityComparer.Default);
        var pending = new Queue<IMethodSymbol>(seen);
        while (pending.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (IOperation operation in CodeOf.Method(pending.Dequeue(), compilation, cancellation))
            {
                if (operation is IFieldReferenceOperation { Field: { IsStatic: true, Type: IArrayTypeSymbol } field } && !ArrayUse.IsRead(operation))
                {
                    written.Add(field);
                }

                foreach (IMethodSymbol callee in CodeOf.Callees(operation))
                {
                    IMethodSymbol definition = callee.OriginalDefinition;
                    if (SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, compilation.Assembly) && seen.Add(definition))
                    {
                        pending.Enqueue(definition.PartialImplementationPart ?? definition);
                    }
                }
            }
        }

        return written;
    }
}
