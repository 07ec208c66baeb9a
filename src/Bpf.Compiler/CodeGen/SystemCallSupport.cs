using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>Runtime support for programs at system calls: the argument reader.</summary>
internal static class SystemCallSupport
{
    private const string Library = "Bpf";
    private const string Reader = "Bpf.SystemCallArguments";

    /// <summary><c>static ulong Read(ulong registers, int word)</c></summary>
    public static MethodDesc ReadMethod(ObjectModule module)
    {
        DefinedType reader = module.TypeSystem.FindModule(Library)?.FindType(Reader)
            ?? throw new MetadataException($"type '{Reader}' was not found in assembly '{Library}'");
        return reader.Methods.First(method => method.Name == "Read");
    }
}
