using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <summary>Gives what goes wrong in a method its place in the user's source.</summary>
internal sealed class ImportReporter(ObjectModule module, FunctionInfo function)
{
    public static bool CanReport(Exception exception) => exception is CompilationException or MetadataException or LlvmException
        or BadImageFormatException;

    public void Report(Exception exception, int offset)
    {
        BpfDiagnostic diagnostic = exception is CompilationException known ? known.Diagnostic : BpfDiagnostics.InternalError;
        string message = exception is CompilationException ? exception.Message : string.Format(diagnostic.Message, exception.Message);
        FunctionInfo place = function;
        FunctionInfo? called = null;
        while (!place.IsUserCode && place.RequestedBy is { } caller)
        {
            called = place;
            offset = place.RequestedAt;
            place = caller;
        }

        if (called is { Method.Module.IsFramework: true } && diagnostic.Id != BpfDiagnostics.NoImplementation.Id)
        {
            diagnostic = BpfDiagnostics.NoImplementation;
            message = string.Format(diagnostic.Message, called.Method.DisplayName, message);
        }

        module.Diagnostics.Report(diagnostic, message, place.Method.DebugInfo?.Find(offset), CallChain(place));
    }

    private static List<string> CallChain(FunctionInfo place)
    {
        List<string> chain = [];
        for (FunctionInfo? item = place; item?.RequestedBy is { } caller; item = caller)
        {
            SourceLocation? location = caller.Method.DebugInfo?.Find(item.RequestedAt);
            chain.Add(location is { } known ? $"{caller.Method.Name} ({known.File}:{known.Line})" : caller.Method.Name);
        }

        return chain;
    }
}
