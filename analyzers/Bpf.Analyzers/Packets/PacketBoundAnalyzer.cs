using System.Collections.Immutable;
using System.Globalization;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>BPF0461: reports accesses to the packet through pointers, behind what the code has compared with the end of the packet.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PacketBoundAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.PacketOutOfBounds);

    /// <summary>Creates the analyzer.</summary>
    public PacketBoundAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        IMethodBodyOperation body = (IMethodBodyOperation)operation.Operation;
        BpfSymbols symbols = operation.Symbols;
        PacketPointers pointers = new(symbols);
        if (!symbols.IsProgram(operation.Method) || !body.Descendants().Any(part => pointers.IsSource(part)
            || part is IArgumentOperation { Value.Type: { } type } && pointers.IsContext(type)))
        {
            return;
        }

        BoundMethods methods = new(symbols, operation.Cancellation);
        BoundPaths paths = new(pointers, new PacketChanges(symbols, operation.Graph), methods, new BoundValues(pointers, symbols), operation.Cancellation);
        foreach ((SyntaxNode place, PacketAccess access, PacketSize size) in paths.Find(methods.Of(operation.Method, body)))
        {
            string expression = place == access.Syntax ? $"'{place}' is" : $"'{access.Syntax}', which '{place}' reads, is";
            operation.Report(s_rule, place.GetLocation(), expression, Describe(access, size));
        }
    }

    private static string Describe(PacketAccess access, PacketSize size)
    {
        if (access.Address is { IsVariable: false, Offset: < 0 })
        {
            return "before the first byte of the packet, where nothing may be read";
        }

        string need = Number(access.Address.Offset + access.Bytes);
        string proven = size.Min > size.Proven && size.Min >= access.Address.Offset + access.Bytes
            ? "of which {0} have been compared in a way that the verifier follows: write 'data + N > end', not 'end - data < N' or 'data >= end'"
            : size.Proven == 0 ? "of which none has been compared with the end" : "of which {0} have been compared with the end";
        string place = access.Address.IsVariable ? "behind a variable offset in the packet" : "of the packet";
        return $"in the first {(need == "1" ? "byte" : need + " bytes")} {place}, "
            + string.Format(CultureInfo.InvariantCulture, proven, Number(size.Proven));
    }

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
