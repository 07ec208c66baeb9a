using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>The maps of the object, each by a handle typed with its key and value.</summary>
internal sealed class MapGroup(SkeletonModel model)
    : MemberGroup("Maps", "MapGroup", "The maps of the object, as user space reads and writes them.", model.Maps.Select(static map => map.Name))
{
    protected override void WriteConstructor(IndentedWriter writer)
    {
        writer.Open($"internal {TypeName}({Names.BpfObject} bpfObject)");
        foreach (MapModel map in model.Maps)
        {
            string untyped = $"bpfObject.Maps[{SourceLiteral.Quote(map.ObjectName)}]";
            string value = map.IsTyped ? $"new {map.Handle}({untyped})" : untyped;
            writer.Line($"this.{SourceText.Identifier(map.Name)} = {value};");
        }

        writer.Close();
    }

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (MapModel map in model.Maps)
        {
            writer.Line();
            writer.Summary($"The map {See(model, map.Name)}, declared as <c>{SourceLiteral.Xml(map.Declaration)}</c>.");
            if (!map.IsTyped)
            {
                writer.Line("/// <remarks>Untyped: there is no handle for such maps, or the skeleton has no access to the key or value type.</remarks>");
            }

            writer.Line($"{map.Accessibility} {map.Handle} {SourceText.Identifier(map.Name)} {{ get; }}");
        }
    }
}
