using Bpf.Generators.Gathering;
using Bpf.Generators.Model;

namespace Bpf.Generators.Writing;

/// <summary>
/// The maps of the object, each as a handle typed with its key and value. Handles with resources are created on first use,
/// because they need the map in the kernel, or by Load if records would be lost until then, and are disposed of with the skeleton.
/// </summary>
internal sealed class MapGroup : MemberGroup
{
    private readonly MapModel[] _maps;
    private readonly MapModel[] _disposable;
    private readonly SkeletonModel _model;
    private readonly string _gate;

    public MapGroup(SkeletonModel model)
        : base(["Maps"], "MapGroup", "The maps of the object, as user space reads and writes them.", model.Maps.Select(static map => map.Name))
    {
        _model = model;
        _maps = [.. model.Maps];
        _disposable = Array.FindAll(_maps, static map => map.IsDisposable);
        _gate = UniqueName.For("_gate", model.Maps.Select(static map => map.Name));
        ReleaseMethod = UniqueName.For("Release", model.Maps.Select(static map => map.Name));
    }

    /// <summary>Name of the method that disposes of the handles.</summary>
    public string ReleaseMethod { get; }

    /// <summary>True when there are handles to be disposed of.</summary>
    public bool HasDisposable => _disposable.Length > 0;

    protected override void WriteConstructor(IndentedWriter writer)
    {
        if (HasDisposable)
        {
            writer.Line($"private readonly {Names.BpfObject} {ObjectField};");
            writer.Line($"private readonly object {_gate} = new object();");
            foreach (MapModel map in _disposable)
            {
                writer.Line($"private {map.Handle}? {Field(map)};");
            }

            writer.Line();
        }

        writer.Open($"internal {TypeName}({Names.BpfObject} bpfObject)");
        if (HasDisposable)
        {
            writer.Line($"this.{ObjectField} = bpfObject;");
            foreach (MapModel map in _disposable.Where(static map => map.LosesRecords))
            {
                writer.Line($"bpfObject.OpenWithLoad({SourceLiteral.Quote(map.ObjectName)}, () => this.{SourceText.Identifier(map.Name)});");
            }
        }

        foreach (MapModel map in _maps.Where(static map => !map.IsDisposable))
        {
            string untyped = $"bpfObject.Maps[{SourceLiteral.Quote(map.ObjectName)}]";
            string value = map.IsTyped ? $"new {map.Handle}({untyped})" : untyped;
            writer.Line($"this.{SourceText.Identifier(map.Name)} = {value};");
        }

        writer.Close();
    }

    protected override void WriteMembers(IndentedWriter writer)
    {
        foreach (MapModel map in _maps)
        {
            writer.Line();
            writer.Summary($"The map {See(_model, map.Name)}, declared as <c>{SourceLiteral.Xml(map.Declaration)}</c>.");
            if (!map.IsTyped)
            {
                writer.Line("/// <remarks>Untyped: there is no handle for such maps, or the skeleton has no access to the key or value type.</remarks>");
            }

            if (map.IsDisposable)
            {
                WriteDisposable(writer, map);
            }
            else
            {
                writer.Line($"{map.Accessibility} {map.Handle} {SourceText.Identifier(map.Name)} {{ get; }}");
            }
        }

        if (HasDisposable)
        {
            WriteRelease(writer);
        }
    }

    private void WriteDisposable(IndentedWriter writer, MapModel map)
    {
        writer.Line(map.LosesRecords
            ? "/// <remarks>Opened with the object's load, so that no record is lost. The skeleton disposes of it.</remarks>"
            : "/// <remarks>Available after load. The skeleton disposes of it.</remarks>");
        writer.Open($"{map.Accessibility} {map.Handle} {SourceText.Identifier(map.Name)}");
        writer.Open("get");
        writer.Open($"lock (this.{_gate})");
        writer.Line($"return this.{Field(map)} ??= new {map.Handle}(this.{ObjectField}.Maps[{SourceLiteral.Quote(map.ObjectName)}]);");
        writer.Close();
        writer.Close();
        writer.Close();
    }

    private void WriteRelease(IndentedWriter writer)
    {
        writer.Line();
        writer.Open($"internal void {ReleaseMethod}()");
        writer.Open($"lock (this.{_gate})");
        foreach (MapModel map in _disposable)
        {
            writer.Line($"this.{Field(map)}?.Dispose();");
            writer.Line($"this.{Field(map)} = null;");
        }

        writer.Close();
        writer.Close();
    }

    private string Field(MapModel map) => UniqueName.For($"_handle{Array.IndexOf(_disposable, map)}", _model.Maps.Select(static other => other.Name));
}
