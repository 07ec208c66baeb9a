using Bpf.Objects.Files;
using Bpf.Objects.Maps;

namespace Bpf.Objects.Description;

/// <summary>A section of global variables and the map that backs it.</summary>
/// <param name="Section">The section.</param>
/// <param name="Map">The map.</param>
internal sealed record DataSectionDefinition(ObjectSection Section, MapDefinition Map);
