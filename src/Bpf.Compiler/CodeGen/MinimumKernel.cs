using Bpf.Compiler.Discovery;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Reports features that the oldest requested kernel does not have.</summary>
internal static class MinimumKernel
{
    private static readonly Version s_newest = new(int.MaxValue, 0);

    /// <summary>Checks the maps and the instruction set; programs are checked together with their callees.</summary>
    public static void CheckObject(ObjectModule module)
    {
        Need(module, FeatureVersions.Find(FeatureArea.Code, FeatureVersions.InstructionSet + module.Request.Cpu), null);
        foreach (MapDeclaration map in module.Declaration.Maps)
        {
            IEnumerable<FeatureVersion?> needs = FeatureVersions.OfFlags(map.Definition.Flags)
                .Append(FeatureVersions.OfMap(map.Definition.Kind.Type))
                .Append(map.Definition.Value is { } value ? OfValue(value) : null);
            Need(module, needs.OfType<FeatureVersion>().MaxBy(need => need.Since), StaticInitializer.LocationOf(map.Field));
        }

        foreach (StructOpsDeclaration table in module.Declaration.StructOps.Where(static table => table.IsLoaded))
        {
            CheckTable(module, table);
        }
    }

    // A number that is 0 is left out where the kernel does not have it.
    private static void CheckTable(ObjectModule module, StructOpsDeclaration table)
    {
        Need(module, FeatureVersions.Find(FeatureArea.Attachment, table.Structure), table.Members.Select(static member => member.Place)
            .FirstOrDefault(static place => place is not null));
        foreach (StructOpsMember member in table.Members.Where(static member => member is not StructOpsMember.Number { Value: 0 }))
        {
            if (StructOpsRules.SinceIfMissing(table.Structure, member.Name, module.Request.MinimumKernel ?? s_newest) is { } since)
            {
                Need(module, StructOpsRules.Describe(table.Structure, member.Name), since, member.Place);
            }
        }
    }

    /// <summary>Checks what a program needs to be attached.</summary>
    public static void CheckProgram(ObjectModule module, ProgramDeclaration program)
    {
        foreach (FeatureVersion need in FeatureVersions.OfProgram(program.Kind.ProgramType, program.KindSection, program.IsSleepable, program.HasCookie))
        {
            Need(module, need, program.Method.DebugInfo?.Find(0));
        }
    }

    /// <summary>Checks a function that a program reaches.</summary>
    public static void CheckFunction(ObjectModule module, ProgramKind kind, FunctionInfo function, SourceLocation? place)
    {
        if (function.IsGlobal)
        {
            Need(module, FeatureVersions.Find(FeatureArea.Code, FeatureVersions.GlobalFunction), function.Method.DebugInfo?.Find(0));
        }

        foreach ((string name, SourceLocation? location) in function.KernelFunctions)
        {
            Need(module, name, KernelFunctionRules.SinceOf(name, module.Request.MinimumKernel ?? s_newest), function.IsUserCode ? location : place);
        }

        if (kind.ProgramType != "LSM"
            && function.Helpers.FirstOrDefault(helper => helper.Id is HelperNumbers.TaskStorageGet or HelperNumbers.TaskStorageDelete) is { Id: not 0 } storage)
        {
            Need(module, FeatureVersions.Find(FeatureArea.Code, FeatureVersions.TaskStorage), function.IsUserCode ? storage.Location : place);
        }

        if (kind.Section.StartsWith("uprobe", StringComparison.Ordinal)
            && function.Helpers.FirstOrDefault(helper => helper.Id == HelperNumbers.GetFuncIp) is { Id: not 0 } call)
        {
            Need(module, FeatureVersions.Find(FeatureArea.Code, FeatureVersions.FunctionAddress), function.IsUserCode ? call.Location : place);
        }
    }

    /// <summary>Reports a feature that the oldest kernel does not have.</summary>
    public static void Need(ObjectModule module, string what, Version since, SourceLocation? location)
    {
        if (module.Request.MinimumKernel is { } minimum && since > minimum)
        {
            module.Diagnostics.Report(BpfDiagnostics.KernelTooOld, location, what, since, minimum);
        }
    }

    /// <inheritdoc cref="Need(ObjectModule, string, Version, SourceLocation?)"/>
    public static void Need(ObjectModule module, FeatureVersion? feature, SourceLocation? location)
    {
        if (feature is not null)
        {
            Need(module, feature.What, feature.Since, location);
        }
    }

    private static FeatureVersion? OfValue(TypeDesc type) => type switch
    {
        DefinedType { FullName: "Bpf.BpfTimer" } => FeatureVersions.Find(FeatureArea.Code, FeatureVersions.Timer),
        DefinedType { FullName: "Bpf.BpfWorkQueue" } => FeatureVersions.Find(FeatureArea.Code, FeatureVersions.WorkQueue),
        DefinedType { FullName: "Bpf.BpfSpinLock" } => FeatureVersions.Find(FeatureArea.Code, FeatureVersions.SpinLock),
        DefinedType { IsValueType: true, Primitive: null, IsEnum: false } structure => structure.InstanceFields.Select(field => OfValue(field.Type))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };
}
