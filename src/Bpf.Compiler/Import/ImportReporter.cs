using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <summary>Reports errors in a method at their location in the user's source.</summary>
internal sealed class ImportReporter(ObjectModule module, FunctionInfo function)
{
    private bool _hasReported;

    public static bool CanReport(Exception exception) => exception is CompilationException or MetadataException or LlvmException
        or BadImageFormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or NullReferenceException
        or InvalidCastException or IndexOutOfRangeException or NotSupportedException;

    public void Report(Exception exception, int offset)
    {
        if (_hasReported && exception is not CompilationException)
        {
            return; // a follow-up error: the statement after an error may need a value that the error removed
        }

        _hasReported = true;
        (BpfDiagnostic diagnostic, string message) = exception switch
        {
            CompilationException known => (known.Diagnostic, known.Message),
            MetadataException missing => (BpfDiagnostics.FileAccess, missing.Explanation),
            _ => (BpfDiagnostics.InternalError, string.Format(BpfDiagnostics.InternalError.Message, function.Method.DisplayName, exception.Message)),
        };
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
            message = string.Format(diagnostic.Message, called.Method.DisplayName,
                message + FrameworkAdvice.For(called.Method.Owner.FullName.Split('`')[0], called.Method.Name));
        }

        module.Diagnostics.Report(diagnostic, message, place.Method.DebugInfo?.Find(offset), CallChain(place),
            (exception as CompilationException)?.Declaration);
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
