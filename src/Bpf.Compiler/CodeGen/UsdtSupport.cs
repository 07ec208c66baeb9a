using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Runtime support for USDT programs: the loader's maps, and the argument reader.</summary>
internal static class UsdtSupport
{
    private const string Library = "Bpf";
    private const string Maps = "Bpf.Usdt.UsdtMaps";
    private const string Reader = "Bpf.Usdt.UsdtArguments";

    /// <summary>Adds the maps, which the loader needs for every probe, whether its arguments are read or not.</summary>
    public static void AddMaps(ObjectModule module)
    {
        foreach (FieldDesc field in Find(module, Maps).Fields)
        {
            if (field.FindAttribute(AttributeNames.Map) is not null)
            {
                module.Globals.Get(field);
            }
        }
    }

    /// <summary><c>static long Read(void* context, int index)</c></summary>
    public static MethodDesc ReadMethod(ObjectModule module) => Find(module, Reader).Methods.First(method => method.Name == "Read");

    private static DefinedType Find(ObjectModule module, string name)
        => module.TypeSystem.FindModule(Library)?.FindType(name) ?? throw new MetadataException($"type '{name}' was not found in assembly '{Library}'");
}
