using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>
/// The methods that become BPF code: programs of classes with <c>[BpfObject]</c> and what they call. A graph has all code that reaches one of its methods.
/// </summary>
internal sealed class BpfCodeGraph
{
    private readonly Dictionary<IMethodSymbol, Reach> _reached = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, List<ReachedBody>> _bodies = [];
    private readonly Dictionary<IMethodSymbol, List<CallSite>> _calls = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, HashSet<IFieldSymbol>> _fields = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, List<IMethodSymbol>> _outside = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<Reach>> _reaches = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IFieldSymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxNode, string> _cycles = [];
    private readonly BpfSymbols _symbols;
    private readonly List<IMethodSymbol> _entries;

    /// <summary>Builds the graph of the programs of some classes.</summary>
    public BpfCodeGraph(BpfSymbols symbols, IEnumerable<INamedTypeSymbol> objects, CancellationToken cancellation)
    {
        _symbols = symbols;
        _entries = [.. objects.SelectMany(symbols.ProgramsOf)];
        Collect(_entries, cancellation);
        var done = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        _entries.ForEach(entry => FindCycles(entry, [], done));
    }

    /// <summary>The programs.</summary>
    public IEnumerable<IMethodSymbol> Programs => _entries;

    /// <summary>The methods.</summary>
    public IEnumerable<IMethodSymbol> Methods => _reached.Keys;

    /// <summary>Returns how BPF code reaches a method; null when it does not.</summary>
    public Reach? ReachOf(ISymbol symbol)
        => symbol is IMethodSymbol method && _reached.TryGetValue(Definition(method), out Reach? reach) ? reach : null;

    /// <summary>The bodies of the methods in all files.</summary>
    public IEnumerable<ReachedBody> Bodies => _bodies.Values.SelectMany(static bodies => bodies);

    /// <summary>Returns the bodies of the methods in a file, and of those in other projects that it calls.</summary>
    public IReadOnlyList<ReachedBody> BodiesIn(SyntaxTree tree) => _bodies.TryGetValue(tree, out List<ReachedBody>? bodies) ? bodies : [];

    /// <summary>Returns how each program that reaches a method gets there, the nearest one first.</summary>
    public IEnumerable<Reach> ReachesOf(IMethodSymbol method) => _reaches.GetOrAdd(Definition(method), FindReaches);

    /// <summary>Returns the cycle that a call closes, as <c>A → B → A</c>; null when it does not close one.</summary>
    public string? CycleAt(IOperation call) => _cycles.TryGetValue(call.Syntax, out string? cycle) ? cycle : null;

    /// <summary>Returns the calls to a method in BPF code; empty when it is also called in ways that hide the arguments.</summary>
    public ImmutableArray<IInvocationOperation> CallsOf(IMethodSymbol method)
    {
        IMethodSymbol definition = Definition(method);
        IOperation[] uses =
        [
            .. _calls.Values.SelectMany(static calls => calls).Where(call => SymbolEqualityComparer.Default.Equals(call.Callee, definition))
                .Select(static call => call.Operation),
        ];
        return uses.All(static use => use is IInvocationOperation) ? [.. uses.Cast<IInvocationOperation>()] : [];
    }

    /// <summary>Returns true for a static field that BPF code reads or writes.</summary>
    public bool Uses(IFieldSymbol field) => _fields.Values.Any(fields => fields.Contains(field));

    /// <summary>Returns true for a static field that BPF code may write to, or with elements that it may write to.</summary>
    public bool Writes(IFieldSymbol field) => _written.Contains(field);

    /// <summary>Returns true when a method is the only BPF code that reads or writes a static field, without its callees.</summary>
    public bool IsOnlyUser(IMethodSymbol method, IFieldSymbol field)
        => _fields.All(item => !item.Value.Contains(field) || SymbolEqualityComparer.Default.Equals(item.Key, Definition(method)));

    /// <summary>Returns the names of the BPF code that reads or writes a static field.</summary>
    public IEnumerable<string> UsersOf(IFieldSymbol field)
        => _reached.Keys.Where(method => Uses(method, field)).Select(static method => method.Name).Distinct();

    /// <summary>Returns the static field that an operation reads or writes, directly or through an automatic property; null for other operations.</summary>
    public static IFieldSymbol? VariableOf(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } => field.OriginalDefinition,
        IPropertyReferenceOperation { Property: { IsStatic: true, OriginalDefinition: { DeclaringSyntaxReferences.IsEmpty: false } property } }
            => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => null,
    };

    /// <summary>Returns true when a method of BPF code, or a callee, reads or writes a static field.</summary>
    public bool Uses(IMethodSymbol method, IFieldSymbol field) => Reaches(method, current => _fields[current].Contains(field));

    /// <summary>Returns true when a method of BPF code, or a callee, calls such a helper, kernel function or method of another assembly.</summary>
    public bool Calls(IMethodSymbol method, Func<IMethodSymbol, bool> isSuch) => Reaches(method, current => _outside[current].Any(isSuch));

    private ImmutableArray<Reach> FindReaches(IMethodSymbol method)
    {
        ImmutableArray<Reach>.Builder found = ImmutableArray.CreateBuilder<Reach>();
        foreach (IMethodSymbol entry in _entries)
        {
            var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
            var pending = new Queue<Reach>([new Reach(Definition(entry), caller: null, use: null)]);
            while (pending.Count > 0)
            {
                Reach reach = pending.Dequeue();
                if (!seen.Add(reach.Method) || !_calls.TryGetValue(reach.Method, out List<CallSite>? calls))
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(reach.Method, method))
                {
                    found.Add(reach);
                    break;
                }

                calls.ForEach(call => pending.Enqueue(new Reach(call.Callee, reach, call.Operation)));
            }
        }

        return found.ToImmutable();
    }

    private bool Reaches(IMethodSymbol method, Func<IMethodSymbol, bool> isSuch)
    {
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<IMethodSymbol>([Definition(method)]);
        while (pending.Count > 0)
        {
            IMethodSymbol current = pending.Pop();
            if (!seen.Add(current) || !_calls.TryGetValue(current, out List<CallSite>? calls))
            {
                continue;
            }

            if (isSuch(current))
            {
                return true;
            }

            calls.ForEach(call => pending.Push(call.Callee));
        }

        return false;
    }

    private void Collect(IEnumerable<IMethodSymbol> entries, CancellationToken cancellation)
    {
        var pending = new Queue<Reach>(entries.Select(static entry => new Reach(entry, caller: null, use: null)));
        while (pending.Count > 0)
        {
            Reach reach = pending.Dequeue();
            if (_reached.ContainsKey(reach.Method))
            {
                continue;
            }

            _reached.Add(reach.Method, reach);
            List<CallSite> calls = [];
            _calls.Add(reach.Method, calls);
            HashSet<IFieldSymbol> fields = new(SymbolEqualityComparer.Default);
            _fields.Add(reach.Method, fields);
            List<IMethodSymbol> outside = [];
            _outside.Add(reach.Method, outside);
            foreach (IOperation body in CodeOf.BodiesOf(reach.Method, _symbols.Compilation, cancellation))
            {
                SyntaxTree place = reach.EntranceTo(body.Syntax, _symbols.Compilation).SyntaxTree;
                if (!_bodies.TryGetValue(place, out List<ReachedBody>? bodies))
                {
                    _bodies.Add(place, bodies = []);
                }

                bodies.Add(new ReachedBody(reach, body));
                foreach (IOperation operation in CodeOf.Present(body))
                {
                    if (VariableOf(operation) is { } field)
                    {
                        fields.Add(field);
                        if (field.Type is IArrayTypeSymbol ? !ArrayUse.IsRead(operation) : VariableUse.Of(operation).Writes)
                        {
                            _written.Add(field);
                        }
                    }

                    foreach (IMethodSymbol callee in CodeOf.Callees(operation).Select(static callee => Definition(callee)))
                    {
                        if (!IsCompiled(callee))
                        {
                            outside.Add(callee);
                            continue;
                        }

                        calls.Add(new CallSite(callee, operation));
                        pending.Enqueue(new Reach(callee, reach, operation));
                    }
                }
            }
        }
    }

    // Methods without source are left to the compiler; helpers do not have code.
    private bool IsCompiled(IMethodSymbol method)
        => UserCode.Has(method, _symbols.Compilation)
            && method.MethodKind != MethodKind.LocalFunction
            && !_symbols.IsKernelFunction(method);

    private static IMethodSymbol Definition(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        return definition.PartialDefinitionPart ?? definition;
    }

    private void FindCycles(IMethodSymbol method, List<IMethodSymbol> path, HashSet<IMethodSymbol> done)
    {
        if (!done.Add(method))
        {
            return;
        }

        path.Add(method);
        foreach (CallSite call in _calls[method])
        {
            int start = path.FindIndex(step => SymbolEqualityComparer.Default.Equals(step, call.Callee));
            if (start >= 0)
            {
                _cycles[call.Operation.Syntax] = string.Join(" → ", path.Skip(start).Append(call.Callee).Select(static step => step.Name));
            }
            else
            {
                FindCycles(call.Callee, path, done);
            }
        }

        path.RemoveAt(path.Count - 1);
    }

    private readonly struct CallSite(IMethodSymbol callee, IOperation operation)
    {
        public IMethodSymbol Callee { get; } = callee;

        public IOperation Operation { get; } = operation;
    }
}
