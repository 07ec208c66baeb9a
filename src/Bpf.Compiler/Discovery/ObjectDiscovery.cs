using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Finds the <c>[BpfObject]</c> classes of an assembly and checks their declarations.</summary>
internal static class ObjectDiscovery
{
    public static IReadOnlyList<ObjectDeclaration> Find(MetadataModule module, DiagnosticBag diagnostics)
    {
        List<ObjectDeclaration> objects = [];
        foreach (System.Reflection.Metadata.TypeDefinitionHandle handle in module.Reader.TypeDefinitions)
        {
            if (module.Reader.GetTypeDefinition(handle).GetCustomAttributes().Count == 0)
            {
                continue;
            }

            DefinedType type = module.TypeSystem.Define(module, handle, TypeList.Empty);
            new StructOpsDiscovery(diagnostics).CheckPlace(type);
            if (type.FindAttribute(AttributeNames.Object) is { } attribute)
            {
                objects.Add(Describe(type, attribute, diagnostics));
            }
        }

        return objects;
    }

    private static ObjectDeclaration Describe(DefinedType type, AttributeData attribute, DiagnosticBag diagnostics)
    {
        ObjectDeclaration declaration = new(type, attribute.Get("License", ""));
        foreach (MethodDesc method in type.Methods)
        {
            if (!new StructOpsDiscovery(diagnostics).IsStray(method) && ProgramDiscovery.TryDescribe(method, diagnostics) is { } program)
            {
                declaration.Programs.Add(program);
            }
        }

        foreach (StructOpsDeclaration table in new StructOpsDiscovery(diagnostics).Find(type))
        {
            declaration.StructOps.Add(table);
            declaration.Programs.AddRange(table.Members.OfType<StructOpsMember.Function>().Select(static member => member.Program));
        }

        foreach (FieldDesc field in type.Fields)
        {
            if (!field.IsStatic || field.IsConstant || field.HasData)
            {
                continue;
            }

            if (field.FindAttribute(AttributeNames.Map) is { } map)
            {
                if (MapDiscovery.TryDescribe(field, map, diagnostics) is { } described)
                {
                    declaration.Maps.Add(described);
                }
            }
            else if (MapDiscovery.IsMapType(field.Type))
            {
                diagnostics.Report(BpfDiagnostics.MapWithoutAttribute, StaticInitializer.LocationOf(field), field.Name);
            }
            else if (GlobalData.IsSupported(field))
            {
                declaration.Globals.Add(field);
            }
        }

        MapDiscovery.CheckInitial(declaration.Maps, diagnostics);
        foreach (IGrouping<string, SourceLocation?> name in Names(declaration).GroupBy(item => item.Name, item => item.Location))
        {
            if (name.Count() > 1)
            {
                diagnostics.Report(BpfDiagnostics.NameUsedTwice, name.Last(), name.Key);
            }
        }

        return declaration;
    }

    private static IEnumerable<(string Name, SourceLocation? Location)> Names(ObjectDeclaration declaration)
        => declaration.Programs.Select(program => (program.Name, program.Method.DebugInfo?.Find(0)))
            .Concat(declaration.Maps.Select(map => (map.Name, StaticInitializer.LocationOf(map.Field))))
            .Concat(declaration.StructOps.Select(table => (table.Name, ((StructOpsMember.Function?)table.Members.FirstOrDefault(
                static member => member is StructOpsMember.Function))?.Program.Method.DebugInfo?.Find(0))));
}
