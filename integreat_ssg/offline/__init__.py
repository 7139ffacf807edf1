"""What a phone takes along: a region's files in sets, packs and patches, under one release. In and out are bytes."""
